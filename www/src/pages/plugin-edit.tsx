// A form for a plugin's fields and configuration: a new plugin, or an existing one.
import { useState } from 'preact/hooks';
import type { BackendClient, Plugin, PluginCreate } from 'synapse-backend-client';
import { t, type MessageKey } from '../i18n';
import { inexactNumber, parseJson } from '../lib/json-source';
import { jsonText } from '../lib/json-text';
import { rebase } from '../lib/merge-changes';
import { nameOf } from '../lib/names';
import { isObject } from '../lib/is-object';
import { href } from '../state/router';
import { useRegisteredCalls } from '../state/registered-calls';
import { useAction, type FieldErrors } from '../state/use-action';
import { useResource } from '../state/use-resource';
import { useUnsaved } from '../state/use-unsaved';
import { Button } from '../ui/basics';
import { TextField } from '../ui/field';
import { JsonField } from '../ui/json-field';
import { LinesField } from '../ui/lines-field';
import { Loaded } from '../ui/loaded';
import { OtherErrors } from '../ui/other-errors';
import type { PageProps } from '../ui/page';
import { PageHead } from '../ui/page-head';
import { errorsUnder } from '../lib/field-errors';

const NEW_PLUGIN: PluginCreate = {
  name: '',
  version: '1.0.0',
  configuration: { parameters: { threshold: { type: 'float', default: 0.5, description: '' } } },
};

const createPlugin = (client: BackendClient, data: Fields) => client.createPlugin(data as unknown as PluginCreate);

export function PluginNewPage() {
  const create = useAction(async (client, data: Fields) => {
    const plugin = await createPlugin(client, data);
    return { text: t('plugin.created', { name: plugin.name }), to: ['plugins', plugin.id] };
  });
  return (
    <>
      <PageHead title={t('plugins.new')} parent={{ title: t('plugins.title'), path: ['plugins'] }} />
      <PluginForm plugin={NEW_PLUGIN} action={t('common.create')} back={['plugins']} send={createPlugin} {...create} />
    </>
  );
}

export function PluginEditPage({ id }: PageProps) {
  const plugin = useResource((client, signal) => client.getPlugin(id, { signal }), [id]);
  const [conflicts, setConflicts] = useState<string[]>([]);
  const send = (client: BackendClient, data: Fields) => client.request<Plugin>('PATCH', `plugins/${encodeURIComponent(id)}/`, { data });
  // Only changed fields are sent. Changes that others have made in the meantime are kept, also in other parts of the configuration.
  const save = useAction(async (client, changed: Fields, base: Fields, over = false) => {
    const { changes: data, conflicts: both } = over ? { changes: changed, conflicts: [] } : rebase(base, changed, await client.getPlugin(id));
    setConflicts(both);
    if (both.length > 0) throw new Error(t('plugin.conflict', { names: both.map((name) => t(TITLES[name]!)).join(', ') }));
    const inexact = inexactNumber(jsonText(data));
    if (inexact !== undefined) throw new Error(t('field.exact', { number: inexact }));
    const saved = await send(client, data);
    return { text: t('plugin.saved', { name: saved.name }), to: ['plugins', id] };
  });
  const name = plugin.data ? nameOf(plugin.data) : id;
  return (
    <>
      <PageHead title={t('plugin.edit.title', { name })} parent={{ title: name, path: ['plugins', id] }} />
      <Loaded resource={plugin}>
        {(data) => (
          <PluginForm
            plugin={data}
            action={t('common.save')}
            back={['plugins', id]}
            partial
            conflict={conflicts.length > 0}
            send={send}
            {...save}
          />
        )}
      </Loaded>
    </>
  );
}

interface PluginFormProps {
  plugin: Plugin | PluginCreate;
  action: string;
  back: string[];
  /** The function that sends the form. */
  send(client: BackendClient, data: Fields): Promise<Plugin>;
  busy: boolean;
  fieldErrors: FieldErrors;
  failure: unknown;
  /** `base`: the values with which the form started. `over`: also overwrites changes of others. */
  run(data: Fields, base: Fields, over?: boolean): Promise<void>;
  /** Whether only changed fields are sent. */
  partial?: boolean;
  /** Someone else has changed the same field. */
  conflict?: boolean;
}

type Fields = Record<string, unknown>;

const TEXTS = ['version', 'author', 'category'] as const;

const TITLES: Record<string, MessageKey> = {
  name: 'common.name',
  description: 'plugin.description',
  configuration: 'plugin.configuration',
  ...Object.fromEntries(TEXTS.map((name) => [name, `plugin.${name}`] as const)),
};

function PluginForm(props: PluginFormProps) {
  const { plugin, action, back, send, busy, fieldErrors, failure, run, partial = false, conflict = false } = props;
  const [before] = useState(() => ({
    plugin: { ...plugin, configuration: plugin.configuration ?? {} },
    texts: {
      name: plugin.name ?? '',
      description: plugin.description ?? '',
      version: plugin.version ?? '',
      author: plugin.author ?? '',
      category: plugin.category ?? '',
    },
    source: jsonText(plugin.configuration ?? {}, 2),
  }));
  const [texts, setTexts] = useState(before.texts);
  const [source, setSource] = useState(before.source);
  const [changed, setChanged] = useState(false);
  useUnsaved(changed);
  const outcome = parseJson(source);
  // An unchanged configuration is not sent.
  const inexact = partial && source === before.source ? undefined : inexactNumber(source);
  const configuration = outcome.ok && isObject(outcome.value) ? outcome.value : null;
  const set = (name: keyof typeof texts) => (value: string) => setTexts({ ...texts, [name]: value });

  const request = (): Fields | undefined => {
    if (!configuration || inexact !== undefined) return undefined;
    const all = { ...texts, configuration };
    if (!partial) return all;
    const isChanged = ([name, value]: [string, unknown]) =>
      name === 'configuration' ? source !== before.source : value !== before.texts[name as keyof typeof texts];
    return Object.fromEntries(Object.entries(all).filter(isChanged));
  };
  const submit = (over = false) => {
    const data = request();
    if (data) void run(data, before.plugin, over);
  };
  useRegisteredCalls((client) => {
    const data = request();
    return data && send(client, data);
  }, action);

  return (
    <form
      class="form narrow panel card"
      onInput={() => setChanged(true)}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <div class="form-row">
        <TextField label={t('common.name')} value={texts.name} onValue={set('name')} errors={errorsUnder(fieldErrors, 'name')} required />
        {TEXTS.map((name) => (
          <TextField key={name} label={t(`plugin.${name}`)} value={texts[name]} onValue={set(name)} errors={errorsUnder(fieldErrors, name)} optional />
        ))}
      </div>
      <LinesField
        label={t('plugin.description')}
        value={texts.description}
        onValue={set('description')}
        errors={errorsUnder(fieldErrors, 'description')}
        optional
      />
      <JsonField
        label={t('plugin.configuration')}
        value={source}
        onValue={setSource}
        rows={20}
        errors={[
          ...(outcome.ok && !configuration ? [t('field.object')] : []),
          ...(inexact === undefined ? [] : [t('field.exact', { number: inexact })]),
          ...errorsUnder(fieldErrors, 'configuration'),
        ]}
      />
      <OtherErrors failure={failure} fields={['name', 'description', 'configuration', ...TEXTS]} />
      <div class="form-actions">
        {configuration && inexact === undefined && (
          <Button look="quiet" onClick={() => setSource(jsonText(configuration, 2))}>
            {t('plugin.format')}
          </Button>
        )}
        {conflict && (
          <>
            <a class="button quiet" href={href(back)} target="_blank">
              {t('plugin.theirs')}
            </a>
            <Button look="danger" busy={busy} onClick={() => submit(true)}>
              {t('plugin.overwrite')}
            </Button>
          </>
        )}
        <a class="button" href={href(back)}>
          {t('common.cancel')}
        </a>
        <Button type="submit" look="primary" busy={busy} disabled={!configuration || inexact !== undefined}>
          {action}
        </Button>
      </div>
    </form>
  );
}
