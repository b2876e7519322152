import { t } from '../i18n';
import { errorsUnder } from '../lib/field-errors';
import type { Parameter, ParameterFault, Typed } from '../lib/parameters';
import { isSecret } from '../lib/secrets';
import type { FieldErrors } from '../state/use-action';
import { CheckField, SelectField, TextField } from '../ui/field';
import { JsonField } from '../ui/json-field';
import { LinesField } from '../ui/lines-field';

interface ParameterFieldsProps {
  parameters: Parameter[];
  typed: Typed;
  faults: Record<string, ParameterFault>;
  /** What the backend said of the run request. */
  errors: FieldErrors;
  onTyped(name: string, value: string | boolean): void;
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
            value={typed[item.name] ?? ''}
            errors={fault && fault !== 'json' ? [t(`field.${fault}`, { min: item.min ?? '', max: item.max ?? '', number: String(typed[item.name]) }), ...said] : said}
            onValue={(value) => onTyped(item.name, value)}
          />
        );
      })}
    </>
  );
}

interface ParameterFieldProps {
  item: Parameter;
  value: string | boolean;
  errors: string[];
  onValue(value: string | boolean): void;
}

function ParameterField({ item, value, errors, onValue }: ParameterFieldProps) {
  const field = { label: item.name, hint: hintOf(item), errors, optional: !item.required };
  if (typeof value === 'boolean') return <CheckField label={item.name} hint={hintOf(item)} checked={value} onValue={onValue} />;
  if (item.kind === 'json') return <JsonField {...field} value={value} onValue={onValue} rows={5} />;
  if (item.kind === 'choice') {
    const choices = item.choices.map(
      (choice, index) => [String(index), typeof choice === 'string' ? choice : JSON.stringify(choice)] as const,
    );
    // -1 is what stands for no choice: see asTyped.
    return <SelectField {...field} value={value} onValue={onValue} options={[['-1', '–'], ...choices]} />;
  }
  const inputMode = item.kind === 'integer' ? 'numeric' : item.kind === 'number' ? 'decimal' : undefined;
  if (inputMode) return <TextField {...field} value={value} onValue={onValue} inputMode={inputMode} />;
  const type = isSecret(item.name) ? 'password' : 'text';
  return <LinesField {...field} value={value} onValue={onValue} type={type} autocomplete="off" single />;
}

function hintOf({ description, default: preset, kind }: Parameter): string | undefined {
  const shown = preset === undefined || kind === 'boolean' ? '' : t('run.default', { value: JSON.stringify(preset) });
  return [description, shown].filter(Boolean).join(' · ') || undefined;
}
