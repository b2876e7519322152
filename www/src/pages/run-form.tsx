import { useMemo, useRef, useState } from 'preact/hooks';
import type { PluginRunRequest } from 'synapse-backend-client';
import { t } from '../i18n';
import { errorsUnder } from '../lib/field-errors';
import { parseJson } from '../lib/json-source';
import { asTyped, isObject, parametersOf, readTyped, typedDefaults } from '../lib/parameters';
import { navigate } from '../state/router';
import { useAction } from '../state/use-action';
import { useUnsaved } from '../state/use-unsaved';
import { Button } from '../ui/basics';
import { SelectField } from '../ui/field';
import { JsonField } from '../ui/json';
import { ParameterFields } from './parameter-fields';
import type { RunChoices } from './run';

export function RunForm({ id, plugin, like, releases, agents }: RunChoices & { id: string }) {
  const parameters = useMemo(() => parametersOf(plugin.configuration), [plugin]);
  const before = like?.['parameters'];
  const [typed, setTyped] = useState(() => ({
    ...typedDefaults(parameters),
    ...(isObject(before) &&
      Object.fromEntries(parameters.filter(({ name }) => name in before).map((item) => [item.name, asTyped(item, before[item.name])]))),
  }));
  const [version, setVersion] = useState('');
  const [agent, setAgent] = useState('');
  const [shown, setShown] = useState(false);
  // A plugin that declares nothing can still have been given something: only JSON shows that.
  const [asJson, setAsJson] = useState(parameters.length === 0 && isObject(before) && Object.keys(before).length > 0);
  const [changed, setChanged] = useState(false);
  useUnsaved(changed);
  const { values, faults } = readTyped(parameters, typed);
  const formRequest = (given: unknown): PluginRunRequest => ({
    parameters: isObject(given) ? given : {},
    ...(version && { version }),
    ...(agent && { agent: Number(agent) }),
  });
  const [source, setSource] = useState(() => write(formRequest(parameters.length === 0 ? before : values)));
  const written = useRef(write(formRequest(values)));
  const outcome = parseJson(source);
  const json = outcome.ok && isObject(outcome.value) ? outcome.value : null;

  const start = useAction(async (client, request: PluginRunRequest) => {
    const run = await client.runPlugin(id, request);
    if (run.job_id === undefined) return t('run.noJob', { answer: JSON.stringify(run) });
    navigate(['jobs', run.job_id]);
    return t('run.started', { id: run.job_id });
  });

  const submit = (event: Event) => {
    event.preventDefault();
    if (asJson) {
      if (json) void start.run(json);
      return;
    }
    setShown(true);
    if (Object.keys(faults).length === 0) void start.run(formRequest(values));
    else requestAnimationFrame(() => document.querySelector<HTMLElement>('form [aria-invalid="true"]')?.focus());
  };
  const toJson = () => {
    const request = write(formRequest(values));
    // What was typed into the JSON stays, unless the form was changed since.
    if (request !== written.current) setSource(request);
    written.current = request;
    setAsJson(true);
  };

  return (
    <form class="form form-narrow panel card" onInput={() => setChanged(true)} onSubmit={submit} noValidate>
      <div class="tabs" role="group" aria-label={t('run.parameters')}>
        <button type="button" aria-pressed={!asJson} onClick={() => setAsJson(false)}>
          {t('run.form')}
        </button>
        <button type="button" aria-pressed={asJson} onClick={toJson}>
          {t('run.json')}
        </button>
      </div>
      {asJson ? (
        <JsonField
          label={t('run.body')}
          value={source}
          onValue={setSource}
          rows={14}
          errors={[...(outcome.ok && !json ? [t('field.object')] : []), ...errorsUnder(start.fieldErrors, 'parameters')]}
        />
      ) : (
        <>
          {parameters.length === 0 && <p class="muted">{t('run.noParameters')}</p>}
          <ParameterFields
            parameters={parameters}
            typed={typed}
            faults={shown ? faults : {}}
            errors={start.fieldErrors}
            onTyped={(name, value) => setTyped({ ...typed, [name]: value })}
          />
          <div class="form-row">
            <SelectField
              label={t('run.version')}
              value={version}
              onValue={setVersion}
              errors={start.fieldErrors['version']}
              options={[['', t('run.version.latest')], ...releases.map((release) => [release.version, release.version] as const)]}
            />
            <SelectField
              label={t('run.agent')}
              value={agent}
              onValue={setAgent}
              errors={start.fieldErrors['agent']}
              options={[['', t('run.agent.any')], ...agents.map((item) => [String(item.id), item.name ?? `#${item.id}`] as const)]}
            />
          </div>
        </>
      )}
      <div class="form-actions">
        <Button type="submit" icon="play" look="primary" busy={start.busy} disabled={asJson && !json}>
          {t('run.submit')}
        </Button>
      </div>
    </form>
  );
}

function write(request: PluginRunRequest): string {
  return JSON.stringify(request, null, 2);
}
