// A new storage: a form for the chosen provider.
import { useState } from 'preact/hooks';
import { t } from '../i18n';
import { errorsUnder } from '../lib/field-errors';
import { inexactNumber, parseJson, type JsonOutcome } from '../lib/json-source';
import { PROVIDERS, type ProviderField } from '../lib/providers';
import { isSecret, masked } from '../lib/secrets';
import { useRegisteredCalls } from '../state/registered-calls';
import { href } from '../state/router';
import { focusRefused } from '../state/focus-refused';
import { useAction } from '../state/use-action';
import { useUnsaved } from '../state/use-unsaved';
import { Button } from '../ui/basics';
import { SelectField, TextField } from '../ui/field';
import { LinesField } from '../ui/lines-field';
import { OtherErrors } from '../ui/other-errors';
import { PageHead } from '../ui/page-head';

const [FIRST = ''] = Object.keys(PROVIDERS);

export function StorageNewPage() {
  const [name, setName] = useState('');
  const [provider, setProvider] = useState(FIRST);
  const [category, setCategory] = useState('external');
  const [typed, setTyped] = useState<Record<string, string>>({});
  const [changed, setChanged] = useState(false);
  useUnsaved(changed);
  const fields = PROVIDERS[provider]?.fields ?? [];
  const request = { name, provider, category, configuration: configurationOf(fields, typed) };
  const isFaulty = fields.some((field) => faultsOf(field, typed[field.name] ?? '').length > 0);
  const isReady = name !== '' && !isFaulty && fields.every((field) => field.optional || (typed[field.name] ?? '') !== '');
  // Secrets are never put into the page.
  useRegisteredCalls((client) => {
    const configuration = masked(request.configuration) as Record<string, unknown>;
    return isReady ? client.createStorage({ ...request, configuration }) : undefined;
  }, t('common.create'));

  const create = useAction(async (client) => {
    const storage = await client.createStorage(request);
    return { text: t('storage.created', { name: storage.name }), to: ['storages', storage.id] };
  });

  return (
    <>
      <PageHead title={t('storages.new')} parent={{ title: t('storages.title'), path: ['storages'] }} />
      <form
        class="form narrow panel card"
        onInput={() => setChanged(true)}
        onSubmit={(event) => {
          event.preventDefault();
          if (isFaulty) focusRefused();
          else void create.run();
        }}
      >
        <TextField
          label={t('common.name')}
          value={name}
          onValue={setName}
          errors={errorsUnder(create.fieldErrors, 'name')}
          autocomplete="off"
          required
        />
        <div class="form-row">
          <SelectField
            label={t('storage.provider')}
            value={provider}
            onValue={setProvider}
            errors={errorsUnder(create.fieldErrors, 'provider')}
            options={Object.entries(PROVIDERS).map(([word, { title }]) => [word, title] as const)}
          />
          <SelectField
            label={t('storage.category')}
            value={category}
            onValue={setCategory}
            errors={errorsUnder(create.fieldErrors, 'category')}
            options={[
              ['external', t('storage.category.external')],
              ['internal', t('storage.category.internal')],
            ]}
          />
        </div>
        {fields.map((field) => (
          <LinesField
            key={`${provider} ${field.name}`}
            label={field.name}
            type={isSecret(field.name) ? 'password' : 'text'}
            inputMode={field.kind === 'number' ? 'numeric' : undefined}
            value={typed[field.name] ?? ''}
            onValue={(value) => setTyped({ ...typed, [field.name]: value })}
            errors={[...faultsOf(field, typed[field.name] ?? ''), ...errorsUnder(create.fieldErrors, `configuration.${field.name}`)]}
            placeholder={field.example}
            autocomplete="new-password"
            single={field.kind !== 'lines' && field.kind !== 'json'}
            required={!field.optional}
            optional={field.optional}
          />
        ))}
        <OtherErrors
          failure={create.failure}
          fields={['name', 'provider', 'category', ...fields.map((field) => `configuration.${field.name}`)]}
        />
        <div class="form-actions">
          <a class="button" href={href(['storages'])}>
            {t('common.cancel')}
          </a>
          <Button type="submit" look="primary" busy={create.busy}>
            {t('common.create')}
          </Button>
        </div>
      </form>
    </>
  );
}

/** Only the fields of the chosen provider. Input for another provider is not sent. */
function configurationOf(fields: ProviderField[], typed: Record<string, string>): Record<string, unknown> {
  const given = fields.filter(({ name }) => (typed[name] ?? '') !== '');
  return Object.fromEntries(given.map((field) => [field.name, valueOf(field, typed[field.name]!)]));
}

/** A number that cannot be sent exactly, or an incomplete JSON credential. */
function faultsOf({ kind }: ProviderField, text: string): string[] {
  const outcome = kind === 'json' ? credentialOf(text) : null;
  if (outcome && !outcome.ok) return [t('field.json', { ...outcome.fault })];
  const number = kind === 'number' || outcome ? inexactNumber(text) : undefined;
  return number === undefined ? [] : [t('field.exact', { number })];
}

/** Null if it is not JSON. It may be something else, such as a path. */
function credentialOf(text: string): JsonOutcome | null {
  return /^\s*\{/.test(text) ? parseJson(text.replace(/^\uFEFF/, '')) : null;
}

function valueOf({ kind }: ProviderField, text: string): unknown {
  if (kind === 'number') return /^\s*\d+\s*$/.test(text) ? Number(text) : text;
  // A pasted JSON credential is sent as an object, anything else as text.
  const outcome = kind === 'json' ? credentialOf(text) : null;
  return outcome?.ok ? outcome.value : text;
}
