// The lines of a log that are in sight, at their places in a box as high as the whole log.
import type { Virtualizer } from '@tanstack/virtual-core';
import { t } from '../../i18n';
import { clockTime } from '../../lib/format';
import type { LogLine } from '../../lib/log/lines';
import { segmentsOf } from '../../lib/log/segments';
import type { LogView } from '../../lib/log/view';

export interface RowsProps {
  virtualizer: Virtualizer<HTMLDivElement, HTMLDivElement>;
  view: LogView;
  lines: readonly LogLine[];
  query: string;
  /** The row of the search hit that was gone to. */
  hit: number | undefined;
  /** The number of the line that is linked to. */
  marked: number | undefined;
  timestamps: boolean;
  wrap: boolean;
  onLine(number: number): void;
}

export function Rows({ virtualizer, view, lines, hit, marked, wrap, ...rest }: RowsProps) {
  return (
    <div class="log-rows" style={{ height: `${virtualizer.getTotalSize()}px` }}>
      {virtualizer.getVirtualItems().map(({ index, start }) => {
        const line = lines[view.rows[index]!]!;
        const classes = [
          'log-row',
          `log-${line.level}`,
          index === hit && 'log-hit',
          line.number === marked && 'log-marked',
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
            <Line line={line} reachable={index === hit || line.number === marked} {...rest} />
          </div>
        );
      })}
    </div>
  );
}

type LineProps = Pick<RowsProps, 'query' | 'timestamps' | 'onLine'> & {
  line: LogLine;
  /** Its number can be tabbed to: so the keyboard links to a line that a search has found. */
  reachable: boolean;
};

function Line({ line, reachable, query, timestamps, onLine }: LineProps) {
  return (
    <>
      <button
        type="button"
        class="log-number"
        tabIndex={reachable ? 0 : -1}
        aria-label={t('log.line', { number: line.number })}
        onClick={() => onLine(line.number)}
      >
        {line.number}
      </button>
      {timestamps && (
        <span class="log-time" title={line.time === null ? undefined : new Date(line.time).toISOString()}>
          {line.time === null ? '' : clockTime(line.time)}
        </span>
      )}
      <span class="log-level">{line.level === 'info' ? '' : t(`log.level.${line.level}`)}</span>
      <span class="log-text">
        {segmentsOf(line.text, query).map(({ text, classes, color, background, hit }, index) => {
          const Tag = hit ? 'mark' : 'span';
          return (
            <Tag key={index} class={classes || undefined} style={{ color, background }}>
              {text}
            </Tag>
          );
        })}
      </span>
    </>
  );
}
