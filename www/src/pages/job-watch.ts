// Watches jobs, and shows a notification when one has ended, whatever page is open.
import { effect, signal } from '@preact/signals';
import { AuthenticationError, type BackendClient, type Job } from 'synapse-backend-client';
import { t } from '../i18n';
import { failureOf } from '../lib/job-failure';
import { kindOf } from '../lib/status';
import { href } from '../state/router';
import { client, rejected } from '../state/session';
import { toastError, toastSuccess } from '../state/toasts';
import { keepWatched, recallWatched } from '../state/watched-jobs';
import { statusText } from '../ui/basics';
import { statusIcon } from './job-tab';
import { pluginName } from './jobs';

const INTERVAL = 5000;

/** The ids of the watched jobs of this backend. */
export const watched = signal<ReadonlySet<string>>(new Set());

const underWay = new Map<string, AbortController>();

/** After a change of token or backend, the old ones are no longer watched. */
effect(() => {
  const source = rejected.value ? null : client.value;
  for (const controller of underWay.values()) controller.abort();
  underWay.clear();
  watched.value = new Set(source ? recallWatched() : []);
  if (source) for (const id of watched.peek()) void follow(source, id);
});

/** Whether the browser can show notifications. On plain http, it cannot. */
export function canNotify(): boolean {
  return 'Notification' in window && window.isSecureContext;
}

/** Must be called in a click handler, because it may ask for permission. */
export async function watch(id: string): Promise<void> {
  const permission = Notification.permission === 'default' ? await Notification.requestPermission() : Notification.permission;
  if (permission === 'denied') toastError(new Error(t('watch.denied')));
  if (permission !== 'granted' || !client.value) return;
  setWatched([...watched.value, id]);
  void follow(client.value, id);
}

export function unwatch(id: string): void {
  underWay.get(id)?.abort();
  underWay.delete(id);
  setWatched([...watched.value].filter((other) => other !== id));
}

function setWatched(ids: string[]): void {
  watched.value = new Set(ids);
  keepWatched(ids);
}

async function follow(source: BackendClient, id: string): Promise<void> {
  const controller = new AbortController();
  underWay.set(id, controller);
  try {
    const { signal } = controller;
    await source.waitForJob(id, { interval: INTERVAL, signal });
    // The notification has the plugin's name, which polls do not request.
    tell(await source.getJob(id, { expand: ['plugin', 'result'] }, { signal }), source.baseUrl);
  } catch (error) {
    // Continues with the new token.
    if (controller.signal.aborted || error instanceof AuthenticationError) return;
    toastError(error);
  }
  unwatch(id);
}

function tell(job: Job, backend: string): void {
  const title = `${t('job.title', { id: job.id })}: ${statusText(job.status)}`;
  const failure = kindOf(job.status) === 'failure' ? failureOf(job) : null;
  const page = href(['jobs', job.id]);
  try {
    const icon = statusIcon(job.status);
    const told = new Notification(title, { body: failure ?? pluginName(job), tag: backend + page, ...(icon && { icon }) });
    told.addEventListener('click', () => {
      window.focus();
      location.hash = page;
      told.close();
    });
  } catch {
    // Chrome on Android supports notifications only in service workers.
    toastSuccess(title, undefined, page);
  }
}
