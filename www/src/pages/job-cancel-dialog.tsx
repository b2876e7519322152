import type { Job } from 'synapse-backend-client';
import { t } from '../i18n';
import { isEnded } from '../lib/status';
import { useRegisteredCalls } from '../state/registered-calls';
import { useAction } from '../state/use-action';
import { Button, statusText } from '../ui/basics';
import { CodeButton } from '../ui/code-button';
import { Dialog } from '../ui/dialog';
import { OtherErrors } from '../ui/other-errors';

interface JobCancelDialogProps {
  job: Job;
  /** The backend's word for a stopped job. */
  word: string;
  onClose: () => void;
  onChanged: () => void;
}

export function JobCancelDialog({ job, word, onClose, onChanged }: JobCancelDialogProps) {
  const cancel = useAction(async (client) => {
    // The job may have ended while the dialog was open. Its status must not be overwritten.
    const { status } = await client.getJob(job.id);
    const isLate = isEnded(status);
    const after = isLate ? status : (await client.updateJob(job.id, { status: word })).status;
    onChanged();
    return t(isLate ? 'job.cancel.late' : 'job.changed', { id: job.id, status: statusText(after) });
  }, onClose);
  useRegisteredCalls((client) => client.updateJob(job.id, { status: word }), t('job.cancel'));
  return (
    <Dialog title={t('job.cancel.title', { id: job.id })} onClose={onClose}>
      <div class="form">
        <p class="muted">{t('job.cancel.lead', { status: statusText(word) })}</p>
        <OtherErrors failure={cancel.failure} fields={[]} />
        <div class="form-actions">
          <CodeButton />
          <Button onClick={onClose}>{t('job.cancel.keep')}</Button>
          <Button look="danger" busy={cancel.busy} onClick={() => void cancel.run()}>
            {t('job.cancel')}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
