// Shows a job's state in the browser's tab, for a user who looks at another tab.
import { useEffect } from 'preact/hooks';
import type { Job } from 'synapse-backend-client';
import failure from '../icons/failure.svg';
import queued from '../icons/queued.svg';
import running from '../icons/running.svg';
import stopped from '../icons/stopped.svg';
import success from '../icons/success.svg';
import { t } from '../i18n';
import { progressOf } from '../lib/names';
import { kindOf, type StatusKind } from '../lib/status';
import { statusText } from '../ui/basics';

const ICONS: Partial<Record<StatusKind, string>> = { failure, queued, running, stopped, success };

/** Undefined for an unknown status. */
export function statusIcon(status: unknown): string | undefined {
  return ICONS[kindOf(status)];
}

/** The changing part comes first, because a tab shows only a few letters. */
export function tabTitle({ id, status, progress }: Job): string {
  const percent = kindOf(status) === 'running' ? progressOf(progress) : null;
  const state = percent === null ? statusText(status) : `${Math.round(percent)} % ${statusText(status)}`;
  return `${state} · ${t('job.title', { id })}`;
}

/** Sets the tab's icon while the page is shown. */
export function useTabIcon(icon: string | undefined): void {
  useEffect(() => {
    const link = document.querySelector<HTMLLinkElement>('link[rel="icon"]');
    if (!link || !icon) return;
    const before = link.href;
    link.href = icon;
    return () => void (link.href = before);
  }, [icon]);
}
