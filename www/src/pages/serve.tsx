// The serve applications: jobs that stay up and answer requests.
import { useState } from 'preact/hooks';
import { ValidationError, type ServeApplication } from 'synapse-backend-client';
import { language, t } from '../i18n';
import { count } from '../lib/format';
import { isObject } from '../lib/is-object';
import { jsonText } from '../lib/json-text';
import { idOf, referenceOf, wordsOf } from '../lib/names';
import { PAGE_SIZE, pageOf } from '../lib/paging';
import { href, replaceQuery, route } from '../state/router';
import { usePage } from '../state/use-page';
import { useResource } from '../state/use-resource';
import { Button, StatusBadge, Time } from '../ui/basics';
import { Dialog } from '../ui/dialog';
import { FilterInput } from '../ui/filter-input';
import { Freshness } from '../ui/freshness';
import { Icon } from '../ui/icon';
import { JsonView, RawJson } from '../ui/json';
import { Loaded } from '../ui/loaded';
import { PageHead } from '../ui/page-head';
import { Paged } from '../ui/paged';
import { Empty } from '../ui/states';
import { Table } from '../ui/table';

const REFRESH = 10_000;

/** A new filter starts at page 1. */
function filterBy(name: string, value: string): void {
  const query = new URLSearchParams(route.peek().query);
  query.delete('page');
  if (value) query.set(name, value);
  else query.delete(name);
  replaceQuery(query);
}

export function ServePage() {
  const [page, setPage] = usePage();
  const job = route.value.query.get('job') ?? '';
  const plugin = route.value.query.get('plugin') ?? '';
  const applications = useResource(
    (client, signal) =>
      pageOf(page, async () => {
        const filter = { ...(job && { job }), ...(plugin && { plugin_code: plugin }) };
        const [items, total] = await client.listServeApplications(
          { ...filter, page, page_size: PAGE_SIZE, ordering: '-created' },
          { signal },
        );
        return { items, total };
      }),
    [page, job, plugin],
    { keep: 'serve', every: () => REFRESH },
  );
  const { data, error } = applications;
  const errors = error instanceof ValidationError ? error.fieldErrors : {};
  return (
    <>
      <PageHead title={t('serve.title')} aside={data && <span class="muted">{t('jobs.count', { count: count(data.total, language.value) })}</span>}>
        <Freshness of={applications} auto />
        <a class="button primary" href={href(['new-serve'], job ? new URLSearchParams({ job }) : undefined)}>
          <Icon name="plus" />
          {t('serve.new')}
        </a>
      </PageHead>
      <div class="filters">
        <FilterInput label={t('serve.job.id')} value={job} errors={errors['job']} onValue={(value) => filterBy('job', value)} search />
        <FilterInput label={t('serve.plugin')} value={plugin} errors={errors['plugin_code']} onValue={(value) => filterBy('plugin', value)} />
      </div>
      <Loaded resource={applications}>
        {(list) => (
          <Paged list={list} page={page} onPage={setPage} empty={<None filtered={job !== '' || plugin !== ''} />}>
            {(items) => <Applications items={items} />}
          </Paged>
        )}
      </Loaded>
    </>
  );
}

function None({ filtered }: { filtered: boolean }) {
  if (!filtered) return <Empty icon="serve" title={t('serve.empty')} hint={t('serve.empty.hint')} />;
  return (
    <Empty icon="search" title={t('serve.noMatch')}>
      <Button onClick={() => replaceQuery(new URLSearchParams())}>{t('jobs.noMatch.action')}</Button>
    </Empty>
  );
}

function Applications({ items }: { items: ServeApplication[] }) {
  const [shown, show] = useState<ServeApplication>();
  return (
    <>
      <Table columns={[t('serve.application'), t('serve.status'), t('serve.job'), t('serve.data'), t('common.created')]}>
        {items.map((item) => (
          <tr key={item.id}>
            <td class="cell-id" title={wordsOf(item.id)}>
              <button type="button" class="row-link" onClick={() => show(item)}>
                #{item.id}
              </button>
            </td>
            <td class="cell-status">
              <StatusBadge status={item.status} />
            </td>
            <td class="cell-above cell-job">
              <JobLink job={item.job} />
            </td>
            <td class="cell-data cell-soft mono">{brief(item.data)}</td>
            <td class="cell-time">
              <Time value={item['created']} />
            </td>
          </tr>
        ))}
      </Table>
      {shown && <Application application={shown} onClose={() => show(undefined)} />}
    </>
  );
}

/** A single application has no page: the list shows everything that the backend returns. */
function Application({ application, onClose }: { application: ServeApplication; onClose: () => void }) {
  const { id, status, job, data } = application;
  return (
    <Dialog title={t('serve.application.title', { id })} onClose={onClose}>
      <dl class="facts">
        <dt>{t('serve.status')}</dt>
        <dd>
          <StatusBadge status={status} />
        </dd>
        <dt>{t('serve.job')}</dt>
        <dd>
          <JobLink job={job} />
        </dd>
        <dt>{t('common.created')}</dt>
        <dd>
          <Time value={application['created']} />
        </dd>
      </dl>
      <section>
        <div class="section-head">
          <h3>{t('serve.data')}</h3>
        </div>
        {isEmpty(data) ? <p class="muted">{t('serve.noData')}</p> : <JsonView value={data} label={t('serve.data')} />}
      </section>
      <RawJson value={application} />
    </Dialog>
  );
}

function JobLink({ job }: { job: unknown }) {
  const id = idOf(job);
  if (id === null) return <>{referenceOf(job)}</>;
  return (
    <a href={href(['jobs', id])} title={id}>
      {t('job.title', { id })}
    </a>
  );
}

function isEmpty(data: unknown): boolean {
  return data === undefined || data === null || (isObject(data) && Object.keys(data).length === 0);
}

/** The details that do not fit into a row. */
const BRIEF = 300;

function brief(data: unknown): string {
  const text = isEmpty(data) ? '' : jsonText(data);
  return text.slice(0, BRIEF);
}
