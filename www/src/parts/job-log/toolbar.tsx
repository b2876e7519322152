// The tools of a log: search, filter, display options, copy and download.
import { language, t } from '../../i18n';
import { count } from '../../lib/format';
import type { FeedState } from '../../lib/log/feed';
import { LEVELS, type Level } from '../../lib/log/lines';
import { IconButton } from '../../ui/basics';
import { Search, type SearchProps } from './search';
import { CopyTool, Tool } from './tool';
import type { Errors } from './use-errors';

export interface ToolbarProps extends SearchProps {
  state: FeedState;
  total: number;
  levels: ReadonlySet<Level>;
  errors: Errors;
  timestamps: boolean;
  wrap: boolean;
  following: boolean;
  text(): string;
  onLevels(levels: ReadonlySet<Level>): void;
  onTimestamps(): void;
  onWrap(): void;
  onFollow(): void;
  onDownload(): void;
  onRaw(): void;
}

export function Toolbar(props: ToolbarProps) {
  const { state, total, levels, errors, timestamps, wrap, following, text } = props;
  return (
    <div class="log-bar">
      <span class={`log-state log-state-${state.name}`} role="status">
        {t(`log.state.${state.name}`)}
      </span>
      <span class="muted log-count">{t('log.lines', { count: count(total, language.value) })}</span>
      <Search {...props} />
      <div class="log-end">
        <Tool
          icon="follow"
          label={t(following ? 'log.following' : 'log.follow')}
          word={t(following ? 'log.following' : 'log.follow')}
          aria-pressed={following}
          onClick={props.onFollow}
        />
      </div>
      <div class="log-controls">
        <Levels levels={levels} onLevels={props.onLevels} />
        <ErrorSteps {...errors} />
        <div class="log-tools">
          <Tool icon="clock" label={t('log.timestamps')} word={t('log.timestamps')} aria-pressed={timestamps} onClick={props.onTimestamps} />
          <Tool icon="wrap" label={t('log.wrap')} word={t('log.wrap')} aria-pressed={wrap} onClick={props.onWrap} />
          <CopyTool text={text} label={t('log.copy')} word={t('common.copy')} />
          <Tool icon="download" label={t('log.download')} word={t('log.download.short')} onClick={props.onDownload} />
          <Tool icon="raw" label={t('log.raw')} word={t('log.raw.short')} onClick={props.onRaw} />
        </div>
      </div>
    </div>
  );
}

function ErrorSteps({ total, at, go }: Errors) {
  const none = total === 0;
  return (
    <div class="log-errors" role="group" aria-label={t('log.errors')}>
      <IconButton icon="up" label={t('log.errors.previous')} aria-keyshortcuts="Shift+E" disabled={none} onClick={() => go(-1)} />
      <IconButton icon="down" label={t('log.errors.next')} aria-keyshortcuts="E" disabled={none} onClick={() => go(1)} />
      <span class="log-hits" role="status">
        {at >= 0 && t('log.hits', { at: at + 1, total: count(total, language.value) })}
      </span>
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
