import { useMemo, useRef, useState } from 'preact/hooks';
import type { Agent, Job, Plugin, PluginRelease, PluginRunRequest } from 'synapse-backend-client';
import { t } from '../i18n';
import { errorsUnder } from '../lib/field-errors';
import { inexactNumber, parseJson } from '../lib/json-source';
import { jsonText } from '../lib/json-text';
import { nameOf } from '../lib/names';
import { isObject } from '../lib/is-object';
import { parametersOf, readTyped } from '../lib/parameters';
import { beginningOf } from '../lib/run-again';
import { focusRefused } from '../state/focus-refused';
import { useRegisteredCalls } from '../state/registered-calls';
import { useAction } from '../state/use-action';
import { useUnsaved } from '../state/use-unsaved';
import { Button } from '../ui/basics';
import { SelectField } from '../ui/field';
import { JsonField } from '../ui/json-field';
import { OtherErrors } from '../ui/other-errors';
import { ParameterFields } from './parameter-fields';

export interface RunChoices {
  plugin: Plugin;
  /** The job whose parameters the form starts with. */
  like: Job | null;
  releases: PluginRelease[];
  agents: Agent[];
}

export function RunForm({ id, plugin, like, releases, agents }: RunChoices & { id: string }) {
  const parameters = useMemo(() => parametersOf(plugin.configuration), [plugin]);
  const [begins] = useState(() => beginningOf(parameters, like, releases, agents));
  const [typed, setTyped] = useState(begins.typed);
  const [version, setVersion] = useState(begins.version);
  const [agent, setAgent] = useState(begins.agent);
  const more = Object.keys(begins.more);
  const along = [...more, ...Object.keys(begins.rest)];
  const [shown, setShown] = useState(false);
  // A plugin that declares no parameters may have been run with some. Only JSON shows them.
  const [asJson, setAsJson] = useState(parameters.length === 0 && more.length > 0);
  const [changed, setChanged] = useState(false);
  useUnsaved(changed);
  const { values, faults } = readTyped(parameters, typed);
  const formRequest = (given: Record<string, unknown>): PluginRunRequest => ({
    ...begins.rest,
    parameters: { ...given, ...begins.more },
    ...(version && { version }),
    ...(agent && { agent: Number(agent) }),
  });
  const [source, setSource] = useState(() => write(formRequest(values)));
  const written = useRef(write(formRequest(values)));
  const outcome = parseJson(source);
  // Includes the values of the earlier run, and the available choices.
  const inexact = inexactNumber(asJson ? source : write(formRequest(values)));
  const json = outcome.ok && isObject(outcome.value) ? outcome.value : null;

  const start = useAction(async (client, request: PluginRunRequest) => {
    const run = await client.runPlugin(id, request);
    if (run.job_id === undefined) return t('run.noJob', { answer: JSON.stringify(run) });
    return { text: t('run.started', { id: run.job_id }), to: ['jobs', run.job_id] };
  });

  const isReady = inexact === undefined && (asJson ? json !== null : Object.keys(faults).length === 0);
  useRegisteredCalls((client) => (isReady ? client.runPlugin(id, asJson ? json! : formRequest(values)) : undefined), t('run.submit'));

  const submit = (event: Event) => {
    event.preventDefault();
    if (asJson) {
      if (json && inexact === undefined) void start.run(json);
      return;
    }
    setShown(true);
    if (inexact !== undefined) return;
    if (Object.keys(faults).length === 0) void start.run(formRequest(values));
    else focusRefused();
  };
  const toJson = () => {
    const request = write(formRequest(values));
    // The typed JSON is kept unless the form has been changed since.
    if (request !== written.current) setSource(request);
    written.current = request;
    setAsJson(true);
  };

  return (
    <form class="form narrow panel card" onInput={() => setChanged(true)} onSubmit={submit} noValidate>
      <div class="tabs" role="group" aria-label={t('run.parameters')}>
        <button type="button" aria-pressed={!asJson} onClick={() => setAsJson(false)}>
          {t('run.form')}
        </button>
        <button type="button" aria-pressed={asJson} onClick={toJson}>
          {t('run.json')}
        </button>
      </div>
      {begins.lost.length > 0 && (
        <p class="notice" role="status">
          {t('run.lost', { what: begins.lost.join(', ') })}
        </p>
      )}
      {asJson ? (
        <JsonField
          label={t('run.body')}
          value={source}
          onValue={setSource}
          rows={14}
          errors={[
            ...(outcome.ok && !json ? [t('field.object')] : []),
            ...(inexact === undefined ? [] : [t('field.exact', { number: inexact })]),
            ...errorsUnder(start.fieldErrors, ''),
          ]}
        />
      ) : (
        <>
          {parameters.length === 0 && <p class="muted">{t('run.noParameters')}</p>}
          {along.length > 0 && <p class="notice">{t('run.more', { names: along.join(', ') })}</p>}
          {inexact !== undefined && (
            <p class="notice notice-failure" role="alert">
              {t('field.exact', { number: inexact })}
            </p>
          )}
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
              errors={errorsUnder(start.fieldErrors, 'version')}
              options={[['', t('run.version.latest')], ...releases.map((release) => [release.version, release.version] as const)]}
            />
            <SelectField
              label={t('run.agent')}
              value={agent}
              onValue={setAgent}
              errors={errorsUnder(start.fieldErrors, 'agent')}
              options={[['', t('run.agent.any')], ...agents.map((item) => [String(item.id), nameOf(item)] as const)]}
            />
          </div>
        </>
      )}
      <OtherErrors
        failure={start.failure}
        fields={asJson ? Object.keys(start.fieldErrors) : ['version', 'agent', ...parameters.map(({ name }) => `parameters.${name}`)]}
      />
      <div class="form-actions">
        <Button type="submit" icon="play" look="primary" busy={start.busy} disabled={(asJson && !json) || inexact !== undefined}>
          {t('run.submit')}
        </Button>
      </div>
    </form>
  );
}

function write(request: PluginRunRequest): string {
  return jsonText(request, 2);
}
