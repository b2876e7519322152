import { useState } from 'preact/hooks';
import { t } from '../i18n';
import { IconButton } from './basics';

export function CopyButton({ text, label }: { text: string | (() => string); label: string }) {
  const [copied, setCopied] = useState(false);
  // The clipboard is not available on plain http, except on localhost.
  if (!navigator.clipboard) return null;
  const copy = async () => {
    await navigator.clipboard.writeText(typeof text === 'string' ? text : text());
    setCopied(true);
    setTimeout(() => setCopied(false), 1500);
  };
  return <IconButton icon={copied ? 'check' : 'copy'} label={copied ? t('common.copied') : label} onClick={() => void copy()} />;
}
