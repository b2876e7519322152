// What can be done with a log: search it, filter it, show it otherwise, take it away.
import { language, t } from '../../i18n';
import { count } from '../../lib/format';
import type { FeedState } from '../../lib/log/feed';
import { LEVELS, type Level } from '../../lib/log/lines';
import { CopyButton, IconButton } from '../../ui/basics';

export interface ToolbarProps {
  state: FeedState;
  total: number;
  query: string;
  hits: number;
  /** Which hit was gone to, from 0; -1: none yet. */
  hit: number;
  levels: ReadonlySet<Level>;
  timestamps: boolean;
  wrap: boolean;
  following: boolean;
  text(): string;
  onQuery(query: string): void;
  onHit(step: 1 | -1): void;
  onLevels(levels: ReadonlySet<Level>): void;
  onTimestamps(): void;
  onWrap(): void;
  onFollow(): void;
  onDownload(): void;
}

export function Toolbar(props: ToolbarProps) {
  return (
    <div class="log-bar">
      <span class={`log-state log-state-${props.state.name}`} role="status">
        {t(`log.state.${props.state.name}`)}
      </span>
      <span class="muted log-count">{t('log.lines', { count: count(props.total, language.value) })}</span>
      <Search {...props} />
      <Levels levels={props.levels} onLevels={props.onLevels} />
      <div class="log-tools">
        <IconButton icon="clock" label={t('log.timestamps')} aria-pressed={props.timestamps} onClick={props.onTimestamps} />
        <IconButton icon="wrap" label={t('log.wrap')} aria-pressed={props.wrap} onClick={props.onWrap} />
        <CopyButton text={props.text} label={t('log.copy')} />
        <IconButton icon="download" label={t('log.download')} onClick={props.onDownload} />
        <IconButton
          icon="follow"
          label={t(props.following ? 'log.following' : 'log.follow')}
          aria-pressed={props.following}
          onClick={props.onFollow}
        />
      </div>
    </div>
  );
}

function Search({ query, hits, hit, onQuery, onHit }: ToolbarProps) {
  return (
    <div class="log-search" role="search">
      <input
        type="search"
        data-search=""
        aria-label={t('log.search')}
        placeholder={t('log.search.short')}
        value={query}
        onInput={(event) => onQuery(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return;
          event.preventDefault();
          onHit(event.shiftKey ? -1 : 1);
        }}
      />
      {query !== '' && (
        <>
          <span class="log-hits" role="status">
            {hits === 0 ? t('log.noHits') : t('log.hits', { at: hit + 1, total: count(hits, language.value) })}
          </span>
          <IconButton icon="up" label={t('log.previous')} disabled={hits === 0} onClick={() => onHit(-1)} />
          <IconButton icon="down" label={t('log.next')} disabled={hits === 0} onClick={() => onHit(1)} />
        </>
      )}
    </div>
  );
}

function Levels({ levels, onLevels }: Pick<ToolbarProps, 'levels' | 'onLevels'>) {
  const toggle = (level: Level) => onLevels(new Set(LEVELS.filter((other) => (other === level) !== levels.has(other))));
  return (
    <div class="log-levels" role="group" aria-label={t('log.levels')}>
      {LEVELS.map((level) => {
        const word = t(`log.level.${level}`);
        return (
          <button
            key={level}
            type="button"
            class={`log-toggle log-toggle-${level}`}
            aria-label={word}
            title={word}
            aria-pressed={levels.has(level)}
            onClick={() => toggle(level)}
          >
            <span class="long">{word}</span>
            <span class="short">{t(`log.short.${level}`)}</span>
          </button>
        );
      })}
    </div>
  );
}
