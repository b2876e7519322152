// JSON to read, and JSON to write.
import type { Ref } from 'preact';
import { useRef } from 'preact/hooks';
import { t } from '../i18n';
import { parseJson } from '../lib/json-source';
import { CopyButton } from './basics';
import { Field, type FieldProps } from './field';

/** Indented JSON with its keys, texts and other values in colours of their own. */
export function JsonView({ value, label }: { value: unknown; label: string }) {
  const text = JSON.stringify(value, null, 2) ?? 'undefined';
  return (
    <div class="json">
      <CopyButton text={text} label={t('common.copy')} />
      <pre tabIndex={0} role="region" aria-label={label}>
        {tokens(text).map(([kind, token], index) =>
          kind ? (
            <span key={index} class={`json-${kind}`}>
              {token}
            </span>
          ) : (
            token
          ),
        )}
      </pre>
    </div>
  );
}

const TOKEN = /("(?:[^"\\]|\\.)*")(\s*:)?|(-?\d[\d.eE+-]*|true|false|null)/g;

function tokens(text: string): [kind: string, token: string][] {
  const found: [string, string][] = [];
  let end = 0;
  for (const match of text.matchAll(TOKEN)) {
    found.push(['', text.slice(end, match.index)]);
    const [whole, string, colon] = match;
    found.push(string === undefined ? ['scalar', whole] : [colon === undefined ? 'string' : 'key', string]);
    if (colon !== undefined) found.push(['', colon]);
    end = match.index + whole.length;
  }
  found.push(['', text.slice(end)]);
  return found;
}

type JsonFieldProps = FieldProps & { value: string; onValue: (value: string) => void; rows?: number };

/** A text field that says in which line its JSON is broken, and leads there. */
export function JsonField({ value, onValue, rows = 12, errors = [], ...field }: JsonFieldProps) {
  const area = useRef<HTMLTextAreaElement>(null);
  const lines = useRef<HTMLDivElement>(null);
  const outcome = value.trim() === '' ? null : parseJson(value);
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

function LineNumbers({ holder, count, fault }: { holder: Ref<HTMLDivElement>; count: number; fault: number | undefined }) {
  return (
    <div class="line-numbers" ref={holder} aria-hidden="true">
      {Array.from({ length: count }, (_, index) => (
        <span key={index} class={index + 1 === fault ? 'fault' : ''}>
          {index + 1}
        </span>
      ))}
    </div>
  );
}
