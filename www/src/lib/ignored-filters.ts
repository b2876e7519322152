// Backends ignore parameters that they do not know. This module compares an answer with the filter, to find the ignored parts.
import type { Job } from 'synapse-backend-client';
import { parseTime } from './format';
import { isObject } from './is-object';
import { limitsOf, type JobFilter } from './job-filter';
import { progressOf, wordsOf } from './names';
import { kindOf, wordOf } from './status';

/** By parameter name. */
export type IgnoredFilter = 'status' | 'plugin' | 'user' | 'created_after' | 'created_before' | 'ordering';

/** In ms. Backends may send whole seconds only. */
const SLACK = 1000;

/** `now`: the time of the request. A job without the field does not count. */
export function ignoredFilters(filter: JobFilter, answered: readonly Job[], now: number): IgnoredFilter[] {
  const jobs = answered.filter(isObject);
  const { status, plugin, user, sort } = filter;
  const { after, before } = limitsOf(filter, now);
  const created = (job: Job) => parseTime(job['created']);
  const against: Record<IgnoredFilter, (job: Job) => boolean> = {
    status: (job) => status.length > 0 && !status.some((word) => isSameStatus(word, job.status)),
    plugin: (job) => plugin !== '' && isOther(plugin, job['plugin'], 'code'),
    user: (job) => user !== '' && isOther(user, job['user'], 'username'),
    created_after: (job) => after !== null && (created(job) ?? Infinity) < Number(after) - SLACK,
    created_before: (job) => before !== null && (created(job) ?? -Infinity) > Number(before) + SLACK,
    ordering: () => false,
  };
  const names = (Object.keys(against) as IgnoredFilter[]).filter((name) => jobs.some(against[name]));
  return isSorted(jobs, sort) ? names : [...names, 'ordering'];
}

function isSameStatus(word: string, status: unknown): boolean {
  return word.toLowerCase() === wordOf(status).toLowerCase() || (kindOf(word) !== 'unknown' && kindOf(word) === kindOf(status));
}

/** Whether a reference is to an object other than the requested one, by id or code. */
function isOther(asked: string, reference: unknown, word: string): boolean {
  const known = (isObject(reference) ? [reference['id'], reference[word]] : [reference]).filter((value) => value !== undefined);
  // An id cannot be compared with a code.
  const isTold = known.some((value) => value === null || (typeof value === 'number') === /^\d+$/.test(asked));
  return isTold && !known.some((value) => wordsOf(value) === asked);
}

function isSorted(jobs: readonly Job[], sort: string): boolean {
  const name = sort.replace(/^-/, '');
  const values = jobs.map((job) => valueOf(job, name)).filter((value) => value !== null);
  const sign = sort.startsWith('-') ? -1 : 1;
  return values.every((value, index) => index === 0 || (value - values[index - 1]!) * sign >= 0);
}

/** A value to compare; null if it cannot be compared. */
function valueOf(job: Job, name: string): number | null {
  if (name === 'created') return parseTime(job['created']);
  if (name === 'progress') return progressOf(job.progress);
  return typeof job[name] === 'number' ? job[name] : null;
}

/** Whether a word of the search is missing from the found object. */
export function lacksWords(found: unknown, search: string): boolean {
  const text = Object.values(isObject(found) ? found : {})
    .filter((value) => typeof value === 'string' || typeof value === 'number')
    .join('\n')
    .toLowerCase();
  return search
    .toLowerCase()
    .split(/[\s,]+/)
    .some((word) => !text.includes(word));
}
