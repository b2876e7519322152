// The basic components: status, progress, times, buttons.
import type { ButtonHTMLAttributes, ComponentChildren } from 'preact';
import { language, t } from '../i18n';
import { absoluteTime, duration, parseTime, relativeTime } from '../lib/format';
import { progressOf, wordsOf } from '../lib/names';
import { isEnded, kindOf, wordOf } from '../lib/status';
import { Icon, type IconName } from './icon';
import { useNow } from './use-now';

/** A job's status as text: in English as the backend sends it. */
export function statusText(status: unknown): string {
  return t(`status.${kindOf(status)}`, { word: wordOf(status) || wordsOf(status) });
}

export function StatusBadge({ status }: { status: unknown }) {
  return (
    <span class={`badge badge-${kindOf(status)}`} title={wordOf(status)}>
      {statusText(status)}
    </span>
  );
}

/** `brief`: shows a bar only for a running job. */
export function JobProgress({ progress, status, brief = false }: { progress: unknown; status: unknown; brief?: boolean }) {
  const value = progressOf(progress) ?? (kindOf(status) === 'success' ? 100 : null);
  return (
    <span class="progress">
      <span class="progress-number">{value === null ? '–' : `${Math.round(value)} %`}</span>
      {!(brief && isEnded(status)) && (
        <progress class={`progress-${kindOf(status)}`} max={100} value={value ?? 0} aria-label={t('jobs.column.progress')} />
      )}
    </span>
  );
}

/** "3 min ago", with the full date in its title. */
export function Time({ value }: { value: unknown }) {
  const now = useNow(10_000);
  const time = parseTime(value);
  if (time === null) return <span class="muted">–</span>;
  return (
    <time dateTime={String(value)} title={absoluteTime(time, language.value)}>
      {relativeTime(time, now, language.value)}
    </time>
  );
}

/** The duration of a job, so far or in total. */
export function JobDuration({ job }: { job: Record<string, unknown> & { status: unknown } }) {
  const ended = isEnded(job.status);
  const now = useNow(ended ? null : 1000);
  const started = parseTime(job['started'] ?? job['created']);
  const finished = parseTime(job['finished'] ?? job['completed']);
  if (started === null || (ended && finished === null)) return <span class="muted">–</span>;
  const length = (finished ?? now) - started;
  // Clocks differ, and nothing ends before it starts.
  if (length < 0) return <span class="muted">–</span>;
  return <>{duration(length, language.value)}</>;
}

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  icon?: IconName;
  look?: 'primary' | 'danger' | 'quiet';
  busy?: boolean;
  children?: ComponentChildren;
}

/** A busy button only looks disabled, because a really disabled one would lose the focus. The caller must ignore clicks while it is busy. */
export function Button({ icon, look, busy = false, children, type = 'button', ...rest }: ButtonProps) {
  return (
    <button {...rest} type={type} class={`button ${look ?? ''}`} aria-busy={busy}>
      {icon && <Icon name={icon} />}
      {children}
    </button>
  );
}

/** A button with only an icon. Its label is the accessible name and the tooltip. */
export function IconButton({ icon, label, ...rest }: { icon: IconName; label: string } & ButtonHTMLAttributes<HTMLButtonElement>) {
  return (
    <button type="button" {...rest} class={`button quiet icon-only ${rest.class ?? ''}`} aria-label={label} title={label}>
      <Icon name={icon} />
    </button>
  );
}
