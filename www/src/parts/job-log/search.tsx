// The search field of a log, for a text or a regular expression.
import { useId } from 'preact/hooks';
import { language, t } from '../../i18n';
import { count } from '../../lib/format';
import { IconButton } from '../../ui/basics';
import type { Step } from './use-hit';
import type { Pattern, PatternFault } from './use-pattern';

export interface SearchProps {
  query: string;
  /** Undefined: the query is a text. */
  pattern: Pattern | undefined;
  hits: number;
  /** The search is not finished. */
  searching: boolean;
  /** The current match, from 0; -1: none yet. */
  hit: number;
  onQuery(query: string): void;
  onPattern(): void;
  onHit(step: Step): void;
}

export function Search({ query, pattern, hits, searching, hit, onQuery, onPattern, onHit }: SearchProps) {
  const about = useId();
  const fault = query === '' ? undefined : pattern?.fault;
  const outcome = hits > 0 ? t('log.hits', { at: hit + 1, total: count(hits, language.value) }) : t('log.noHits');
  return (
    <>
      <div class="log-search" role="search">
        <input
          type="search"
          data-search=""
          aria-label={t('log.search')}
          aria-invalid={fault?.name === 'pattern'}
          aria-describedby={fault && about}
          placeholder={t('log.search.short')}
          spellcheck={false}
          value={query}
          onInput={(event) => onQuery(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return;
            event.preventDefault();
            onHit(event.shiftKey ? -1 : 1);
          }}
        />
        <button
          type="button"
          class="button quiet icon-only log-pattern"
          aria-label={t('log.pattern')}
          title={t('log.pattern')}
          aria-pressed={pattern !== undefined}
          onClick={onPattern}
        >
          .*
        </button>
        {query !== '' && (
          <>
            <span class="log-hits" role="status">
              {searching && hits === 0 ? t('log.searching') : outcome}
            </span>
            <IconButton icon="up" label={t('log.previous')} disabled={hits === 0} onClick={() => onHit(-1)} />
            <IconButton icon="down" label={t('log.next')} disabled={hits === 0} onClick={() => onHit(1)} />
          </>
        )}
      </div>
      {fault && (
        <p id={about} class="log-fault" role="alert">
          {faultText(fault)}
        </p>
      )}
    </>
  );
}

function faultText(fault: PatternFault): string {
  if (fault.name === 'pattern') return t('log.pattern.bad', { reason: fault.reason });
  if (fault.name === 'failed') return t('log.pattern.failed');
  return t('log.pattern.slow', { count: count(fault.searched, language.value) });
}
