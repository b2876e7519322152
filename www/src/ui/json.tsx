// JSON to read, however much of it there is.
import type { ComponentChildren } from 'preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { t } from '../i18n';
import { blocksOf, tokensOf, type JsonBlock } from '../lib/json-blocks';
import { inexactNumber } from '../lib/json-source';
import { jsonText } from '../lib/json-text';
import { CopyButton } from './basics';

/** Indented JSON with its keys, texts and other values in colours of their own. */
export function JsonView({ value, label }: { value: unknown; label: string }) {
  const text = useMemo(() => textOf(value), [value]);
  // A refresh brings the same text again: what is there then stays as it is.
  const blocks = useMemo(() => {
    const all = blocksOf(text);
    return all.map((block, index) => <Block key={index} block={block} alone={all.length === 1} />);
  }, [text]);
  return (
    <div class="json">
      <CopyButton text={text} label={t('common.copy')} />
      <pre tabIndex={0} role="region" aria-label={label}>
        {blocks}
      </pre>
    </div>
  );
}

/** What is far from sight is neither laid out (see json.css) nor coloured. */
function Block({ block: { text, lines, plain }, alone }: { block: JsonBlock; alone: boolean }) {
  const element = useRef<HTMLDivElement>(null);
  const [coloured, setColoured] = useState(alone && !plain);
  useEffect(() => {
    if (plain || coloured || !element.current) return;
    const observer = new IntersectionObserver((entries) => entries.some(({ isIntersecting }) => isIntersecting) && setColoured(true));
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [plain, coloured]);
  return (
    <div ref={element} class={alone ? undefined : 'json-block'} style={{ containIntrinsicBlockSize: `auto ${lines * 1.55}em` }}>
      {coloured ? coloursOf(text) : text}
    </div>
  );
}

function coloursOf(text: string): ComponentChildren {
  return tokensOf(text).map(([kind, token], index) =>
    kind ? (
      <span key={index} {...lookOf(kind, token)}>
        {token}
      </span>
    ) : (
      token
    ),
  );
}

function lookOf(kind: string, token: string) {
  // Who copies an id should know that it is not the backend's.
  if (kind === 'scalar' && inexactNumber(token)) return { class: 'json-scalar json-inexact', title: t('json.inexact') };
  return { class: `json-${kind}` };
}

/** A longer text is not indented where that makes most of it: browsers cannot lay out so many lines. */
const MOST_INDENTED = 8_000_000;

/** Nested further than calls can be, it cannot be written. */
function textOf(value: unknown): string {
  try {
    const text = jsonText(value, 2);
    if (text.length < MOST_INDENTED) return text;
    const compact = jsonText(value);
    return text.length > 2 * compact.length ? compact : text;
  } catch (error) {
    if (error instanceof RangeError) return t('json.deep');
    throw error;
  }
}

/** The whole of what a page shows in parts: made when somebody asks for it. */
export function RawJson({ value }: { value: unknown }) {
  const [open, setOpen] = useState(false);
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('common.raw')}</summary>
      {open && <JsonView value={value} label={t('common.raw')} />}
    </details>
  );
}
