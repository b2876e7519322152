// The actions for marked lines.
import { t } from '../../i18n';
import { rangeText, type LineRange } from '../../lib/log/range';
import { IconButton } from '../../ui/basics';
import { CopyTool, Tool } from './tool';

interface MarkedLinesProps {
  range: LineRange;
  text(): string;
  address: (() => string) | undefined;
  /** The next click on a number ends the range. */
  extending: boolean;
  onExtend(): void;
  onClear(): void;
}

export function MarkedLines({ range, text, address, extending, onExtend, onClear }: MarkedLinesProps) {
  const isOne = range.first === range.last;
  return (
    <div class="log-marks" role="group" aria-label={t('log.marked')}>
      <span class="log-marks-title" role="status">
        {t(isOne ? 'log.marked.one' : 'log.marked.many', { lines: rangeText(range).replace('-', '–') })}
      </span>
      <Tool icon="range" label={t('log.marked.extend')} word={t('log.marked.extend.short')} aria-pressed={extending} onClick={onExtend} />
      <CopyTool text={text} label={t('log.marked.copy')} word={t('common.copy')} />
      {address && <CopyTool icon="link" text={address} label={t('log.marked.link')} word={t('log.marked.link.short')} />}
      <IconButton icon="close" label={t('log.marked.clear')} onClick={onClear} />
    </div>
  );
}
