// The log of a job: live, with search and filter, and fast for any number of lines.
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { BackendClient, Id } from 'synapse-backend-client';
import { t } from '../../i18n';
import type { LogLine } from '../../lib/log/lines';
import { rangeOf, type LineRange } from '../../lib/log/range';
import type { LogShown } from '../../lib/log/shown';
import { logText } from '../../lib/log/text';
import { LogView } from '../../lib/log/view';
import { Failure } from '../../ui/states';
import { MarkedLines } from './marked-lines';
import { NoLine } from './no-line';
import { Rows } from './rows';
import { Toolbar } from './toolbar';
import { useCopy } from './use-copy';
import { useErrors } from './use-errors';
import { useFind } from './use-find';
import { useFollow } from './use-follow';
import { useHit } from './use-hit';
import { useLog } from './use-log';
import { usePattern } from './use-pattern';
import { usePlace } from './use-place';
import { useShown } from './use-shown';
import { useText } from './use-text';
import { remeasure, useVirtual } from './use-virtual';

export interface JobLogProps {
  client: BackendClient;
  job: Id;
  /** A name that all tabs with the same access share, so that one of them reads for all. Without it, only logs in this page share. */
  scope?: string | undefined;
  /** Lines to scroll to and mark. */
  marked?: LineRange | undefined;
  /** As high as its lines if they are few, and busy until they are known. For a log that no longer grows. */
  fit?: boolean;
  /** The page is mainly about this log: Ctrl+F anywhere on the page searches it. */
  main?: boolean;
  shown?: LogShown;
  /** Undefined: no lines are marked any more. */
  onMark?(range: LineRange | undefined): void;
  /** The URL of the marked lines, if they have one. */
  address?(): string;
  /** Called when the user changes the search or the levels. */
  onShown?(shown: LogShown): void;
  /** A new value scrolls to the line again. */
  jump?: number;
  /** Called when the log is complete, or cannot be read. */
  onSettled?(lines: readonly LogLine[]): void;
}

/** Enough rows to fill the box in any layout. */
const FULL = 60;

export function JobLog(props: JobLogProps) {
  const { client, job, scope, marked, fit = false, main = false, onMark, address, jump, onSettled, ...given } = props;
  const [round, setRound] = useState(0);
  const { lines, total, state } = useLog(client, job, scope, round);
  const [{ query, isPattern, levels }, show] = useShown(given.shown, given.onShown);
  const line = marked?.first;
  // On a phone, lines are wrapped, and times would leave too little room. (jsdom, which other projects use in tests, has no matchMedia.)
  const [narrow] = useState(() => window.matchMedia?.('(width < 760px)').matches ?? false);
  const [timestamps, setTimestamps] = useState(!narrow);
  const [wrap, setWrap] = useState(narrow);
  const [extending, setExtending] = useState(false);

  const view = useMemo(() => new LogView(lines, levels), [lines, levels]);
  view.extend(total);
  const scroller = useRef<HTMLDivElement>(null);
  const section = useRef<HTMLElement>(null);
  useFind(section, main);
  const textOf = (rows: readonly number[]) => logText(lines, rows, timestamps);
  const keyOf = useCallback((row: number) => lines[view.rows[row]!]!.number, [lines, view]);
  const selection = useCopy(scroller, keyOf, view, textOf);
  const virtualizer = useVirtual(scroller, view.rows.length, keyOf, selection.ends);
  const follow = useFollow(scroller, virtualizer.getTotalSize(), line === undefined);
  const pattern = usePattern(isPattern ? query : undefined, lines, view);
  const text = useText(isPattern ? '' : query, lines, view);
  const { hits, searching } = isPattern ? pattern : text;

  // With another width, rows have other heights.
  const digits = String(total).length;
  useLayoutEffect(() => {
    virtualizer.measure();
    if (wrap) remeasure(virtualizer, scroller.current);
  }, [wrap, timestamps && view.hasTimes, wrap && digits]);
  const place = usePlace(scroller, virtualizer, view, lines, line);
  /** Lets the log change around the visible lines. */
  const inPlace = (change: () => void) => {
    if (!follow.following) {
      place.keep();
      follow.stop();
    }
    change();
  };
  const onInput = () => {
    place.leave();
    follow.onInput();
    errors.leave();
  };

  const goTo = (row: number) => {
    place.leave();
    follow.stop();
    virtualizer.scrollToIndex(row, { align: 'center' });
  };
  /** The visible lines stay in their place. */
  const reveal = (row: number) => {
    const { startIndex = 0, endIndex = -1 } = virtualizer.range ?? {};
    if (row > startIndex && row < endIndex) follow.stop();
    else goTo(row);
  };
  const errors = useErrors(view, virtualizer, goTo);
  const arrived = line !== undefined && total >= line;
  useEffect(() => {
    if (arrived) reveal(view.rowOf(line));
  }, [line, arrived, jump]);
  useEffect(() => {
    if (state.name === 'ended' || state.name === 'failed') onSettled?.(lines);
  }, [state.name, lines]);

  const hit = useHit(hits, searching, [view, query, isPattern], (row) => {
    errors.leave();
    goTo(row);
  });
  const mark = (range: LineRange) => {
    setExtending(false);
    onMark?.(extending && marked ? rangeOf(marked.first, range.last) : range);
  };
  const wholeText = () => textOf(view.rows);
  const isFull = total >= FULL;
  const fits = fit && (isFull || state.name === 'ended');

  return (
    <section
      ref={section}
      class={`log panel ${fits ? 'log-fit' : ''}`}
      style={{ '--lines': String(Math.min(total, FULL)), '--digits': String(digits) }}
      aria-label={t('log.label')}
      aria-busy={fit && !isFull && state.name === 'loading'}
    >
      <Toolbar
        state={state}
        total={total}
        query={query}
        pattern={isPattern ? pattern : undefined}
        hits={hits.length}
        searching={searching}
        hit={hit.at}
        levels={levels}
        timestamps={timestamps}
        wrap={wrap}
        following={follow.following}
        errors={errors}
        text={wholeText}
        onQuery={(query) => show({ query })}
        onPattern={() => show({ isPattern: !isPattern })}
        onHit={hit.go}
        onLevels={(chosen) => inPlace(() => show({ levels: chosen }))}
        onTimestamps={() => inPlace(() => setTimestamps(!timestamps))}
        onWrap={() => inPlace(() => setWrap(!wrap))}
        onFollow={() => {
          place.leave();
          follow.toggle();
        }}
        onDownload={() => download(`job-${job}.log`, wholeText())}
        onRaw={() => showText(logText(lines, lines.keys(), true))}
      />
      <NoLine line={line} total={total} state={state} />
      {state.name === 'failed' ? (
        <Failure error={state.error} onRetry={() => setRound(round + 1)} />
      ) : (
        <div
          ref={scroller}
          class={`log-lines ${wrap ? 'log-wrap' : ''}`}
          tabIndex={0}
          role="log"
          aria-live="off"
          aria-label={t('log.label')}
          onScroll={follow.onScroll}
          onWheel={onInput}
          onPointerDown={onInput}
          onKeyDown={(event) => {
            onInput();
            selection.onKeyDown(event);
          }}
          onCopy={selection.onCopy}
        >
          {view.rows.length === 0 && state.name !== 'loading' && (
            <p class="log-empty">{t(total > 0 ? 'log.noMatch' : state.name === 'ended' ? 'log.empty.ended' : 'log.empty')}</p>
          )}
          <Rows
            virtualizer={virtualizer}
            view={view}
            lines={lines}
            hitsOf={isPattern ? pattern.rangesOf : () => query}
            hit={hits[hit.at]}
            error={errors.row}
            marked={marked}
            timestamps={timestamps && view.hasTimes}
            wrap={wrap}
            onLines={mark}
          />
        </div>
      )}
      {marked && arrived && (
        <MarkedLines
          range={marked}
          text={() => logText(lines, linesIn(marked, total), timestamps)}
          address={address}
          extending={extending}
          onExtend={() => setExtending(!extending)}
          onClear={() => onMark?.(undefined)}
        />
      )}
    </section>
  );
}

/** The indices of the copied lines. */
function linesIn({ first, last }: LineRange, total: number): number[] {
  return Array.from({ length: Math.min(last, total) - first + 1 }, (_, index) => first - 1 + index);
}

function download(name: string, text: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'text/plain' }));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}

let shown = '';

/** Opens the raw text in a new tab, as plain text. The URL is valid until the next one is opened. */
function showText(text: string): void {
  URL.revokeObjectURL(shown);
  shown = URL.createObjectURL(new Blob([text], { type: 'text/plain;charset=utf-8' }));
  window.open(shown, '_blank', 'noopener');
}
