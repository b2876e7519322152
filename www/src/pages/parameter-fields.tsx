import { t } from '../i18n';
import { errorsUnder } from '../lib/field-errors';
import type { Parameter, ParameterFault, Typed, TypedValue } from '../lib/parameters';
import { jsonText } from '../lib/json-text';
import { isSecret } from '../lib/secrets';
import type { FieldErrors } from '../state/use-action';
import { CheckField, SelectField, TextField } from '../ui/field';
import { JsonField } from '../ui/json-field';
import { LinesField } from '../ui/lines-field';

interface ParameterFieldsProps {
  parameters: Parameter[];
  typed: Typed;
  faults: Record<string, ParameterFault>;
  /** The backend's errors for the run request. */
  errors: FieldErrors;
  onTyped(name: string, value: TypedValue): void;
}

export function ParameterFields({ parameters, typed, faults, errors, onTyped }: ParameterFieldsProps) {
  return (
    <>
      {parameters.map((item) => {
        const fault = Object.hasOwn(faults, item.name) ? faults[item.name] : undefined;
        const said = errorsUnder(errors, `parameters.${item.name}`);
        return (
          <ParameterField
            key={item.name}
            item={item}
            value={typed[item.name] ?? null}
            errors={fault && fault !== 'json' ? [t(`field.${fault}`, { min: item.min ?? '', max: item.max ?? '', number: String(typed[item.name] ?? '') }), ...said] : said}
            onValue={(value) => onTyped(item.name, value)}
          />
        );
      })}
    </>
  );
}

interface ParameterFieldProps {
  item: Parameter;
  value: TypedValue;
  errors: string[];
  onValue(value: TypedValue): void;
}

function ParameterField({ item, value, errors, onValue }: ParameterFieldProps) {
  const field = { label: item.name, hint: hintOf(item), errors, optional: !item.required };
  if (typeof value === 'boolean') return <CheckField label={item.name} hint={hintOf(item)} errors={errors} checked={value} onValue={onValue} />;
  if (item.kind === 'text') {
    const hint = value === null || value === '' ? <Emptiness hint={field.hint} sent={value === ''} onValue={onValue} /> : field.hint;
    const type = isSecret(item.name) ? 'password' : 'text';
    const set = (text: string) => onValue(text === '' ? null : text);
    return <LinesField {...field} hint={hint} value={value ?? ''} onValue={set} type={type} autocomplete="off" single />;
  }
  const text = value ?? '';
  if (item.kind === 'boolean') return <SelectField {...field} value={text} onValue={onValue} options={flagOptions()} />;
  if (item.kind === 'json') return <JsonField {...field} value={text} onValue={onValue} rows={5} />;
  if (item.kind === 'choice') {
    const choices = item.choices.map(
      (choice, index) => [String(index), typeof choice === 'string' ? choice : jsonText(choice)] as const,
    );
    // -1 means no choice: see asTyped.
    return <SelectField {...field} value={text} onValue={onValue} options={[['-1', '–'], ...choices]} />;
  }
  const inputMode = item.kind === 'integer' ? 'numeric' : item.kind === 'number' ? 'decimal' : undefined;
  return <TextField {...field} value={text} onValue={onValue} inputMode={inputMode} />;
}

/** A text field cannot show whether it is left out or an empty text. This control shows and changes it. */
function Emptiness({ hint, sent, onValue }: { hint: string | undefined; sent: boolean; onValue(value: TypedValue): void }) {
  return (
    <>
      {hint && `${hint} · `}
      {t(sent ? 'run.text.empty' : 'run.text.absent')}{' '}
      <button type="button" class="link" onClick={() => onValue(sent ? null : '')}>
        {t(sent ? 'run.text.leave' : 'run.text.send')}
      </button>
    </>
  );
}

const flagOptions = () => [['', t('run.unset')], ['true', t('common.yes')], ['false', t('common.no')]] as const;

function hintOf({ description, default: preset, kind, required }: Parameter): string | undefined {
  const shown = preset === undefined || (kind === 'boolean' && required) ? '' : t('run.default', { value: jsonText(preset) });
  return [description, shown].filter(Boolean).join(' · ') || undefined;
}
