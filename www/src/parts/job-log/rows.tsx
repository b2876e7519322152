// The visible lines of a log, positioned in a box as high as the whole log.
import type { Virtualizer } from '@tanstack/virtual-core';
import type { HTMLAttributes } from 'preact';
import { useState } from 'preact/hooks';
import { language, t } from '../../i18n';
import { clockTime, count } from '../../lib/format';
import type { LogLine } from '../../lib/log/lines';
import type { Ranges } from '../../lib/log/matches';
import { rangeOf, type LineRange } from '../../lib/log/range';
import { readableOn, segmentsOf, shortened, type Segment } from '../../lib/log/segments';
import type { LogView } from '../../lib/log/view';

export interface RowsProps {
  virtualizer: Virtualizer<HTMLDivElement, HTMLDivElement>;
  view: LogView;
  lines: readonly LogLine[];
  /** The matches in a line: a text to find, or their positions. */
  hitsOf(line: number): string | Ranges;
  /** The row of the current match. */
  hit: number | undefined;
  /** The row of the current error. */
  error: number | undefined;
  /** The marked lines. */
  marked: LineRange | undefined;
  timestamps: boolean;
  wrap: boolean;
  onLines(range: LineRange): void;
}

export function Rows({ virtualizer, view, lines, hitsOf, hit, error, marked, wrap, ...rest }: RowsProps) {
  return (
    <div class="log-rows" style={{ height: `${virtualizer.getTotalSize()}px` }}>
      {virtualizer.getVirtualItems().map(({ index, start }) => {
        const at = view.rows[index]!;
        const line = lines[at]!;
        const isMarked = marked !== undefined && line.number >= marked.first && line.number <= marked.last;
        const classes = [
          'log-row',
          `log-${line.level}`,
          index === hit && 'log-hit',
          index === error && 'log-error-at',
          isMarked && 'log-marked',
          line.continued && 'log-continued',
        ];
        return (
          <div
            key={line.number}
            ref={wrap ? virtualizer.measureElement : undefined}
            data-index={index}
            class={classes.filter(Boolean).join(' ')}
            style={{ transform: `translateY(${start}px)` }}
          >
            <Line
              line={line}
              hits={hitsOf(at)}
              marked={marked}
              reachable={index === hit || index === error || line.number === marked?.first}
              {...rest}
            />
          </div>
        );
      })}
    </div>
  );
}

/** Programs choose colours for a dark terminal. Here they become darker or lighter until they are readable. */
function lookOf({ classes, color, background }: Segment): HTMLAttributes<HTMLSpanElement> {
  if (background) return { class: classes || undefined, style: { color: color ?? (/\bfg-/.test(classes) ? undefined : readableOn(background)), background } };
  if (color) return { class: `ansi-color ${classes}`.trim(), style: { '--ansi': color } };
  return { class: classes || undefined };
}

type LineProps = Pick<RowsProps, 'marked' | 'timestamps' | 'onLines'> & {
  line: LogLine;
  hits: string | Ranges;
  /** Its number can be focused, so a line that a search has found can be linked by keyboard. */
  reachable: boolean;
};

function Line({ line, hits, marked, reachable, timestamps, onLines }: LineProps) {
  const { number } = line;
  const [whole, setWhole] = useState(false);
  const { text, left } = whole ? { text: line.text, left: 0 } : shortened(line.text);
  /** Shift and an arrow key move the end of the range that begins here. */
  const extend = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step === 0 || !event.shiftKey) return;
    event.preventDefault();
    const last = marked?.first === number ? marked.last : number;
    onLines({ first: number, last: Math.max(number, last + step) });
  };
  return (
    <>
      <button
        type="button"
        class="log-number"
        tabIndex={reachable ? 0 : -1}
        aria-label={t('log.line', { number })}
        aria-keyshortcuts="Shift+ArrowDown Shift+ArrowUp"
        // Marking a range must not select text.
        onMouseDown={(event) => event.shiftKey && event.preventDefault()}
        onClick={(event) => onLines(event.shiftKey && marked ? rangeOf(marked.first, number) : rangeOf(number, number))}
        onKeyDown={extend}
      >
        {number}
      </button>
      {timestamps && (
        <span class="log-time" title={line.time === null ? undefined : new Date(line.time).toISOString()}>
          {line.time === null ? '' : clockTime(line.time)}
        </span>
      )}
      <span class="log-level">{line.level === 'info' ? '' : t(`log.level.${line.level}`)}</span>
      <span class="log-text">
        {segmentsOf(text, hits).map((segment, index) =>
          // A match keeps its own colours, so that it stays visible on coloured text.
          segment.hit ? (
            <mark key={index}>{segment.text}</mark>
          ) : (
            <span key={index} {...lookOf(segment)}>
              {segment.text}
            </span>
          ),
        )}
        {left > 0 && (
          <button type="button" class="log-more" onClick={() => setWhole(true)}>
            {t('log.more', { count: count(left, language.value) })}
          </button>
        )}
      </span>
    </>
  );
}
