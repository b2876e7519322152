// A field to edit JSON.
import type { Ref } from 'preact';
import { useMemo, useRef } from 'preact/hooks';
import { t } from '../i18n';
import { parseJson } from '../lib/json-source';
import { Field, type FieldProps } from './field';

type JsonFieldProps = FieldProps & { value: string; onValue: (value: string) => void; rows?: number };

/** A text field that shows the line of an error in its JSON, and goes there. */
export function JsonField({ value, onValue, rows = 12, errors = [], ...field }: JsonFieldProps) {
  const area = useRef<HTMLTextAreaElement>(null);
  const lines = useRef<HTMLDivElement>(null);
  const outcome = useMemo(() => (value.trim() === '' ? null : parseJson(value)), [value]);
  const fault = outcome && !outcome.ok ? outcome.fault : null;
  const all = fault ? [t('field.json', { ...fault }), ...errors] : errors;
  return (
    <Field {...field} errors={all}>
      {(control) => (
        <div class="json-editor">
          <LineNumbers holder={lines} count={value.split('\n').length} fault={fault?.line} />
          <textarea
            {...control}
            ref={area}
            rows={rows}
            value={value}
            spellcheck={false}
            autocomplete="off"
            wrap="off"
            onInput={(event) => onValue(event.currentTarget.value)}
            onScroll={(event) => lines.current?.scrollTo(0, event.currentTarget.scrollTop)}
          />
        </div>
      )}
    </Field>
  );
}

/** Plain text for all lines, except the one with the error. */
function LineNumbers({ holder, count, fault }: { holder: Ref<HTMLDivElement>; count: number; fault: number | undefined }) {
  const numbers = useMemo(() => Array.from({ length: count }, (_, index) => `${index + 1}\n`), [count]);
  const at = fault ?? count + 1;
  return (
    <div class="line-numbers" ref={holder} aria-hidden="true">
      {numbers.slice(0, at - 1).join('')}
      {fault !== undefined && <span class="fault">{fault}</span>}
      {numbers.slice(at).join('')}
    </div>
  );
}
