// Shows JSON of any size.
import type { ComponentChildren } from 'preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { t } from '../i18n';
import { blocksOf, tokensOf, type JsonBlock } from '../lib/json-blocks';
import { inexactNumber } from '../lib/json-source';
import { jsonText } from '../lib/json-text';
import { CopyButton } from './copy-button';

/** Indented JSON with colours for keys, strings and other values. */
export function JsonView({ value, label }: { value: unknown; label: string }) {
  const text = useMemo(() => textOf(value), [value]);
  // A refresh returns the same text. What is rendered then stays unchanged.
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

/** Parts that are far from view are neither laid out (see json.css) nor coloured. */
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
  // JavaScript cannot keep this number exactly, so it differs from the backend's. Its title says so.
  if (kind === 'scalar' && inexactNumber(token)) return { class: 'json-scalar json-inexact', title: t('json.inexact') };
  return { class: `json-${kind}` };
}

/** A longer text is not indented if the indentation is most of it, because browsers cannot lay out so many lines. */
const MOST_INDENTED = 8_000_000;

/** If it is nested more deeply than the stack allows, it cannot be written. */
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

/** The whole value of which a page shows parts. It is loaded on request. */
export function RawJson({ value }: { value: unknown }) {
  const [open, setOpen] = useState(false);
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('common.raw')}</summary>
      {open && <JsonView value={value} label={t('common.raw')} />}
    </details>
  );
}
