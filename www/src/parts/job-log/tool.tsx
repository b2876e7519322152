// A button with an icon, and with a label if there is room.
import type { ButtonHTMLAttributes } from 'preact';
import { useState } from 'preact/hooks';
import { t } from '../../i18n';
import { Icon, type IconName } from '../../ui/icon';

interface ToolProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  icon: IconName;
  /** The accessible name and the tooltip. It contains the label. */
  label: string;
  word: string;
}

export function Tool({ icon, label, word, ...rest }: ToolProps) {
  return (
    <button type="button" {...rest} class="button quiet log-tool" aria-label={label} title={label}>
      <Icon name={icon} />
      <span class="log-tool-word">{word}</span>
    </button>
  );
}

export function CopyTool({ icon = 'copy', text, label, word }: Omit<ToolProps, 'icon'> & { icon?: IconName; text(): string }) {
  const [copied, setCopied] = useState(false);
  // The clipboard is not available on plain http, except on localhost.
  if (!navigator.clipboard) return null;
  const copy = async () => {
    await navigator.clipboard.writeText(text());
    setCopied(true);
    setTimeout(() => setCopied(false), 1500);
  };
  return (
    <Tool icon={copied ? 'check' : icon} label={copied ? t('common.copied') : label} word={copied ? t('common.copied') : word} onClick={() => void copy()} />
  );
}
