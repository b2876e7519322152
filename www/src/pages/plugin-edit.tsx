// A plugin's fields and configuration: of a new plugin, or of one that is there.
import { useState } from 'preact/hooks';
import type { Plugin, PluginCreate } from 'synapse-backend-client';
import { t } from '../i18n';
import { parseJson } from '../lib/json-source';
import { isObject } from '../lib/parameters';
import { href, navigate } from '../state/router';
import { useAction, type FieldErrors } from '../state/use-action';
import { useResource } from '../state/use-resource';
import { useUnsaved } from '../state/use-unsaved';
import { Button } from '../ui/basics';
import { TextField } from '../ui/field';
import { JsonField } from '../ui/json';
import type { PageProps } from '../ui/page';
import { PageHead } from '../ui/page-head';
import { Loaded } from '../ui/states';
import { errorsUnder } from '../lib/field-errors';

const NEW_PLUGIN: PluginCreate = {
  name: '',
  version: '1.0.0',
  configuration: { parameters: { threshold: { type: 'float', default: 0.5, description: '' } } },
};

export function PluginNewPage() {
  const create = useAction(async (client, data: PluginCreate) => {
    const plugin = await client.createPlugin(data);
    navigate(['plugins', plugin.id]);
    return t('plugin.created', { name: plugin.name });
  });
  return (
    <>
      <PageHead title={t('plugins.new')} parent={{ title: t('plugins.title'), path: ['plugins'] }} />
      <PluginForm plugin={NEW_PLUGIN} action={t('common.create')} back={['plugins']} {...create} />
    </>
  );
}

export function PluginEditPage({ id }: PageProps) {
  const plugin = useResource((client, signal) => client.getPlugin(id, { signal }), [id]);
  const save = useAction(async (client, data: PluginCreate) => {
    const saved = await client.updatePlugin(id, data);
    navigate(['plugins', id]);
    return t('plugin.saved', { name: saved.name });
  });
  const name = plugin.data?.name ?? id;
  return (
    <>
      <PageHead title={t('plugin.edit.title', { name })} parent={{ title: name, path: ['plugins', id] }} />
      <Loaded resource={plugin}>{(data) => <PluginForm plugin={data} action={t('common.save')} back={['plugins', id]} {...save} />}</Loaded>
    </>
  );
}

interface PluginFormProps {
  plugin: Plugin | PluginCreate;
  action: string;
  back: string[];
  busy: boolean;
  fieldErrors: FieldErrors;
  run(data: PluginCreate): Promise<void>;
}

const TEXTS = ['version', 'author', 'category'] as const;

function PluginForm({ plugin, action, back, busy, fieldErrors, run }: PluginFormProps) {
  const [texts, setTexts] = useState({
    name: plugin.name,
    description: plugin.description ?? '',
    version: plugin.version ?? '',
    author: plugin.author ?? '',
    category: plugin.category ?? '',
  });
  const [source, setSource] = useState(() => JSON.stringify(plugin.configuration ?? {}, null, 2));
  const [changed, setChanged] = useState(false);
  useUnsaved(changed);
  const outcome = parseJson(source);
  const configuration = outcome.ok && isObject(outcome.value) ? outcome.value : null;
  const set = (name: keyof typeof texts) => (value: string) => setTexts({ ...texts, [name]: value });

  return (
    <form
      class="form panel card"
      onInput={() => setChanged(true)}
      onSubmit={(event) => {
        event.preventDefault();
        if (configuration) void run({ ...texts, configuration });
      }}
    >
      <div class="form-row">
        <TextField label={t('common.name')} value={texts.name} onValue={set('name')} errors={fieldErrors['name']} required />
        {TEXTS.map((name) => (
          <TextField key={name} label={t(`plugin.${name}`)} value={texts[name]} onValue={set(name)} errors={fieldErrors[name]} optional />
        ))}
      </div>
      <TextField
        label={t('plugin.description')}
        value={texts.description}
        onValue={set('description')}
        errors={fieldErrors['description']}
        optional
      />
      <JsonField
        label={t('plugin.configuration')}
        value={source}
        onValue={setSource}
        rows={20}
        errors={[...(outcome.ok && !configuration ? [t('field.object')] : []), ...errorsUnder(fieldErrors, 'configuration')]}
      />
      <div class="form-actions">
        {configuration && (
          <Button look="quiet" onClick={() => setSource(JSON.stringify(configuration, null, 2))}>
            {t('plugin.format')}
          </Button>
        )}
        <a class="button" href={href(back)}>
          {t('common.cancel')}
        </a>
        <Button type="submit" look="primary" busy={busy} disabled={!configuration}>
          {action}
        </Button>
      </div>
    </form>
  );
}
