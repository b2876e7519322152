import { useState } from 'preact/hooks';
import type { Job } from 'synapse-backend-client';
import { t } from '../i18n';
import { errorsUnder } from '../lib/field-errors';
import { VOCABULARIES, wordOf } from '../lib/status';
import { useRegisteredCalls } from '../state/registered-calls';
import { useAction } from '../state/use-action';
import { vocabulary } from '../state/vocabulary';
import { Button, statusText } from '../ui/basics';
import { CodeButton } from '../ui/code-button';
import { Dialog } from '../ui/dialog';
import { SelectField } from '../ui/field';
import { OtherErrors } from '../ui/other-errors';

export function JobStatusDialog({ job, onClose, onChanged }: { job: Job; onClose: () => void; onChanged: () => void }) {
  const own = wordOf(job.status);
  const known: readonly string[] = VOCABULARIES[vocabulary.value];
  // An unknown status may be kept, and is shown as it is.
  const words = known.includes(own) ? known : [own, ...known];
  const [status, setStatus] = useState(own);
  const change = useAction(async (client) => {
    const changed = await client.updateJob(job.id, { status });
    onChanged();
    return t('job.changed', { id: job.id, status: statusText(changed.status) });
  }, onClose);
  const confirm = t('job.change.confirm', { status: statusText(status || job.status) });
  useRegisteredCalls((client) => (status === own ? undefined : client.updateJob(job.id, { status })), confirm);
  return (
    <Dialog title={t('job.change')} onClose={onClose}>
      <form
        class="form"
        onSubmit={(event) => {
          event.preventDefault();
          void change.run();
        }}
      >
        <p class="muted">{t('job.change.lead')}</p>
        <SelectField
          label={t('common.status')}
          value={status}
          onValue={setStatus}
          errors={errorsUnder(change.fieldErrors, 'status')}
          options={words.map((word) => [word, statusText(word || job.status)] as const)}
        />
        <OtherErrors failure={change.failure} fields={['status']} />
        <div class="form-actions">
          <CodeButton />
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button type="submit" look="primary" busy={change.busy} disabled={status === own}>
            {confirm}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
