// A new serve application, made from a job.
import { useState } from 'preact/hooks';
import { t } from '../i18n';
import { errorsUnder } from '../lib/field-errors';
import { isObject } from '../lib/is-object';
import { inexactNumber, parseJson } from '../lib/json-source';
import { href, route } from '../state/router';
import { useRegisteredCalls } from '../state/registered-calls';
import { useAction } from '../state/use-action';
import { useUnsaved } from '../state/use-unsaved';
import { Button } from '../ui/basics';
import { TextField } from '../ui/field';
import { JsonField } from '../ui/json-field';
import { OtherErrors } from '../ui/other-errors';
import { PageHead } from '../ui/page-head';

export function ServeNewPage() {
  const [job, setJob] = useState(() => route.peek().query.get('job') ?? '');
  const [status, setStatus] = useState('');
  const [source, setSource] = useState('');
  const [changed, setChanged] = useState(false);
  useUnsaved(changed);
  const isGiven = source.trim() !== '';
  const outcome = isGiven ? parseJson(source) : null;
  const inexact = isGiven ? inexactNumber(source) : undefined;
  const data = outcome?.ok && isObject(outcome.value) ? outcome.value : undefined;
  const isReady = !isGiven || (data !== undefined && inexact === undefined);

  const request = { job: job.trim(), ...(status.trim() && { status: status.trim() }), ...(data && { data }) };
  useRegisteredCalls((client) => (isReady && request.job ? client.createServeApplication(request) : undefined), t('common.create'));
  const create = useAction(async (client) => {
    const made = await client.createServeApplication(request);
    return { text: t('serve.created', { id: made.id }), to: ['serve'] };
  });

  return (
    <>
      <PageHead title={t('serve.new')} parent={{ title: t('serve.title'), path: ['serve'] }} />
      <form
        class="form narrow panel card"
        onInput={() => setChanged(true)}
        onSubmit={(event) => {
          event.preventDefault();
          if (isReady) void create.run();
        }}
      >
        <div class="form-row">
          <TextField
            label={t('serve.job.id')}
            hint={t('serve.job.hint')}
            inputMode="numeric"
            value={job}
            onValue={setJob}
            errors={errorsUnder(create.fieldErrors, 'job')}
            autocomplete="off"
            required
          />
          <TextField
            label={t('serve.status')}
            placeholder={t('serve.status.default')}
            value={status}
            onValue={setStatus}
            errors={errorsUnder(create.fieldErrors, 'status')}
            autocomplete="off"
            optional
          />
        </div>
        <JsonField
          label={t('serve.data')}
          value={source}
          onValue={setSource}
          rows={8}
          errors={[
            ...(outcome?.ok && !data ? [t('field.object')] : []),
            ...(inexact === undefined ? [] : [t('field.exact', { number: inexact })]),
            ...errorsUnder(create.fieldErrors, 'data'),
          ]}
          optional
        />
        <OtherErrors failure={create.failure} fields={['job', 'status', 'data']} />
        <div class="form-actions">
          <a class="button" href={href(['serve'])}>
            {t('common.cancel')}
          </a>
          <Button type="submit" look="primary" busy={create.busy} disabled={!isReady}>
            {t('common.create')}
          </Button>
        </div>
      </form>
    </>
  );
}
