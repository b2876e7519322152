// The list of jobs: filtered by the address, and refreshed while it is visible.
import { ValidationError, type Job } from 'synapse-backend-client';
import { language, t } from '../i18n';
import { count } from '../lib/format';
import { ignoredFilters } from '../lib/ignored-filters';
import { filterQuery, isFiltered, jobQuery, nextSort, parseFilter, type JobFilter, type Sort } from '../lib/job-filter';
import { idOf, referenceOf, wordsOf } from '../lib/names';
import { pageOf } from '../lib/paging';
import { isObject } from '../lib/is-object';
import { isEnded } from '../lib/status';
import { href, replaceQuery, route } from '../state/router';
import { serverNow } from '../state/server-clock';
import type { FieldErrors } from '../state/use-action';
import { useResource } from '../state/use-resource';
import { learnVocabulary } from '../state/vocabulary';
import { Button, JobDuration, JobProgress, StatusBadge, Time } from '../ui/basics';
import { Freshness } from '../ui/freshness';
import { Icon } from '../ui/icon';
import { Loaded } from '../ui/loaded';
import { PageHead } from '../ui/page-head';
import { Paged } from '../ui/paged';
import { Empty } from '../ui/states';
import { Table } from '../ui/table';
import { JobFilters } from './job-filters';

/** While jobs are running, their progress changes; otherwise only new jobs appear. */
const REFRESH_BUSY = 2000;
const REFRESH_IDLE = 10_000;

const NO_FILTER = parseFilter(new URLSearchParams());

/** Changes the filter in the current address. A new filter starts at page 1. */
function change(changes: Partial<JobFilter>): void {
  replaceQuery(filterQuery({ ...parseFilter(route.peek().query), page: 1, ...changes }));
}

export function JobsPage() {
  const filter = parseFilter(route.value.query);
  const jobs = useResource(
    async (client, signal) => {
      const now = serverNow();
      const list = await pageOf(filter.page, async () => {
        const [items, total] = await client.listJobs(jobQuery(filter, now), { signal });
        return { items, total };
      });
      // A status that the backend accepted belongs to its vocabulary.
      learnVocabulary([...list.items, ...filter.status.map((status) => ({ status }))]);
      return { ...list, ignored: ignoredFilters(filter, list.items, now) };
    },
    [filterQuery(filter).toString()],
    { keep: 'jobs', every: ({ items }) => (items.every(({ status }) => isEnded(status)) ? REFRESH_IDLE : REFRESH_BUSY) },
  );
  const { items, total, ignored } = jobs.data ?? { items: [], total: 0, ignored: [] };
  // After the last page, the total is unknown.
  const counted = jobs.data && (items.length > 0 || filter.page === 1);
  return (
    <>
      <PageHead
        title={t('jobs.title')}
        aside={counted && <span class="muted">{t('jobs.count', { count: count(total, language.value) })}</span>}
      >
        <Freshness of={jobs} auto />
      </PageHead>
      <JobFilters filter={filter} errors={jobs.error ? errorsOf(jobs.error) : Object.fromEntries(ignored.map((name) => [name, [t('filters.ignored')]]))} onChange={change} />
      {ignored.includes('ordering') && (
        <p class="notice" role="alert">
          <Icon name="alert" />
          <span>{t('jobs.unsorted')}</span>
        </p>
      )}
      <Loaded resource={jobs}>
        {(list) => (
          <Paged
            list={list}
            page={filter.page}
            onPage={(page) => change({ page })}
            empty={<NoJobs filtered={isFiltered(filter)} onClear={() => change(NO_FILTER)} />}
          >
            {(items) => <JobTable jobs={items} filter={filter} isSorted={!list.ignored.includes('ordering')} />}
          </Paged>
        )}
      </Loaded>
    </>
  );
}

/** The backend's errors for single filters. */
function errorsOf(error: unknown): FieldErrors {
  return error instanceof ValidationError ? error.fieldErrors : {};
}

function NoJobs({ filtered, onClear }: { filtered: boolean; onClear: () => void }) {
  if (filtered) {
    return (
      <Empty icon="search" title={t('jobs.noMatch')}>
        <Button onClick={onClear}>{t('jobs.noMatch.action')}</Button>
      </Empty>
    );
  }
  return (
    <Empty icon="jobs" title={t('jobs.empty')} hint={t('jobs.empty.hint')}>
      <a class="button" href={href(['plugins'])}>
        {t('jobs.empty.action')}
      </a>
    </Empty>
  );
}

function JobTable({ jobs, filter, isSorted }: { jobs: Job[]; filter: JobFilter; isSorted: boolean }) {
  const { sort } = filter;
  /** The direction in which the backend has sorted by the column, and the function that requests a sort. */
  const sorted = (column: Sort) => ({
    direction: isSorted && sort.endsWith(column) ? (sort.startsWith('-') ? ('descending' as const) : ('ascending' as const)) : undefined,
    onSort: () => change({ sort: nextSort(column, sort) }),
  });
  const columns = [
    { title: t('jobs.column.job'), sort: sorted('id') },
    t('common.status'),
    t('jobs.column.plugin'),
    { title: t('jobs.column.progress'), sort: sorted('progress') },
    { title: t('common.created'), sort: sorted('created') },
    { title: t('jobs.column.duration'), number: true },
    { title: t('jobs.column.user'), number: true, sort: sorted('user') },
  ];
  return (
    <Table columns={columns}>
      {jobs.map((job) => (
        <tr key={job.id}>
          <td class="cell-id" title={wordsOf(job.id)}>
            <a class="row-link" href={href(['jobs', wordsOf(job.id)])}>
              #{wordsOf(job.id)}
            </a>
          </td>
          <td class="cell-status">
            <StatusBadge status={job.status} />
          </td>
          <td class="cell-name" title={pluginName(job)}>
            <PluginFilter job={job} filter={filter} />
          </td>
          <td class="cell-progress">
            <JobProgress progress={job.progress} status={job.status} brief />
          </td>
          <td class="cell-time">
            <Time value={job['created']} />
          </td>
          <td class="number cell-duration">
            <JobDuration job={job} />
          </td>
          <td class="number cell-user cell-short" title={referenceOf(job['user'])}>
            {referenceOf(job['user'])}
          </td>
        </tr>
      ))}
    </Table>
  );
}

/** A plugin's name links to the list of its jobs. Other filters stay. */
function PluginFilter({ job, filter }: { job: Job; filter: JobFilter }) {
  const id = idOf(job.plugin);
  const name = pluginName(job);
  if (id === null || id === filter.plugin) return <>{name}</>;
  const query = filterQuery({ ...filter, plugin: id, page: 1 });
  return (
    <a class="cell-filter" href={href(['jobs'], query)} title={t('jobs.onlyOf', { name })}>
      {name}
    </a>
  );
}

/** The plugin's name if the backend expands it, otherwise its id. */
export function pluginName({ plugin }: Job): string {
  return isObject(plugin) || idOf(plugin) === null ? referenceOf(plugin) : `#${idOf(plugin)}`;
}
