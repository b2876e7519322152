// One job: its state, its log, its result.
import { useRef, useState } from 'preact/hooks';
import type { Job } from 'synapse-backend-client';
import { t } from '../i18n';
import { idOf, referenceOf } from '../lib/names';
import { isObject } from '../lib/is-object';
import type { LogLine } from '../lib/log/lines';
import { parseRange, rangeText, type LineRange } from '../lib/log/range';
import { parseShown, withShown } from '../lib/log/shown';
import { isEnded, kindOf, stoppedWord } from '../lib/status';
import { JobLog } from '../parts/job-log/job-log';
import '../parts/job-log/ansi.css';
import '../parts/job-log/job-log.css';
import '../parts/job-log/toolbar.css';
import { useRegisteredCalls } from '../state/registered-calls';
import { href, replaceQuery, route } from '../state/router';
import { client } from '../state/session';
import { useScope } from '../state/use-scope';
import { useResource } from '../state/use-resource';
import { learnVocabulary, vocabulary } from '../state/vocabulary';
import { Button, JobDuration, JobProgress, StatusBadge, Time } from '../ui/basics';
import { Icon } from '../ui/icon';
import { JsonView, RawJson } from '../ui/json';
import { Loaded } from '../ui/loaded';
import type { PageProps } from '../ui/page';
import { PageHead } from '../ui/page-head';
import { Loading } from '../ui/states';
import { JobCancelDialog } from './job-cancel-dialog';
import { JobFailure } from './job-failure';
import { JobMetrics } from './job-metrics';
import { JobStatusDialog } from './job-status-dialog';
import { statusIcon, tabTitle, useTabIcon } from './job-tab';
import { canNotify, unwatch, watch, watched } from './job-watch';
import { pluginName } from './jobs';

const REFRESH = 1500;
/** The tab's title and icon are visible anyway. */
const REFRESH_HIDDEN = 5000;

export function JobPage({ id }: PageProps) {
  const [asked, ask] = useState<'change' | 'cancel'>();
  const job = useResource(
    async (client, signal) => {
      const loaded = await client.getJob(id, { expand: ['metrics', 'result', 'plugin'] }, { signal });
      learnVocabulary([loaded]);
      return loaded;
    },
    [id],
    { every: ({ status }) => (isEnded(status) ? null : document.hidden ? REFRESH_HIDDEN : REFRESH), whileHidden: true },
  );
  useRegisteredCalls((client, signal) => client.listJobConsoleLogs(id, { signal }));
  useTabIcon(job.data && statusIcon(job.data.status));
  const close = () => ask(undefined);
  const stopped = stoppedWord(vocabulary.value);
  return (
    <>
      <PageHead
        title={t('job.title', { id })}
        tab={job.data && tabTitle(job.data)}
        parent={{ title: t('jobs.title'), path: ['jobs'] }}
        aside={job.data && <StatusBadge status={job.data.status} />}
      >
        {job.data && <Actions job={job.data} onAsk={ask} />}
      </PageHead>
      <Loaded resource={job}>{(data) => <JobView job={data} />}</Loaded>
      {asked === 'change' && job.data && <JobStatusDialog job={job.data} onClose={close} onChanged={job.refresh} />}
      {asked === 'cancel' && job.data && stopped && (
        <JobCancelDialog job={job.data} word={stopped} onClose={close} onChanged={job.refresh} />
      )}
    </>
  );
}

function Actions({ job, onAsk }: { job: Job; onAsk: (question: 'change' | 'cancel') => void }) {
  const plugin = idOf(job.plugin);
  const goesOn = !isEnded(job.status);
  const id = String(job.id);
  const isWatched = watched.value.has(id);
  return (
    <>
      {goesOn && canNotify() && (
        <Button
          icon="bell"
          aria-label={t('watch')}
          aria-pressed={isWatched}
          title={t('watch.hint')}
          onClick={() => (isWatched ? unwatch(id) : void watch(id))}
        >
          <span class="unless-narrow">{t('watch')}</span>
        </Button>
      )}
      {goesOn && stoppedWord(vocabulary.value) && (
        <Button icon="stop" look="danger" onClick={() => onAsk('cancel')}>
          {t('job.cancel')}
        </Button>
      )}
      <Button icon="edit" onClick={() => onAsk('change')}>
        {t('job.change')}
      </Button>
      {plugin !== null && (
        <a class="button" href={href(['plugins', plugin, 'run'], new URLSearchParams({ like: String(job.id) }))}>
          <Icon name="play" />
          {t('job.again')}
        </a>
      )}
    </>
  );
}

function JobView({ job }: { job: Job }) {
  const scope = useScope();
  const marked = parseRange(route.value.query.get('line'));
  const mark = (range: LineRange | undefined) => {
    const query = new URLSearchParams(route.peek().query);
    if (range) query.set('line', rangeText(range));
    else query.delete('line');
    replaceQuery(query);
  };
  const [wasOver] = useState(() => isEnded(job.status));
  const parameters = job['parameters'] ?? job['params'];
  const [lines, setLines] = useState<readonly LogLine[]>();
  const [jump, setJump] = useState(0);
  const box = useRef<HTMLDivElement>(null);
  const goToLine = (number: number) => {
    mark({ first: number, last: number });
    setJump(jump + 1);
    box.current?.querySelector<HTMLElement>('[role="log"]')?.focus();
  };
  return (
    <div class="columns">
      {kindOf(job.status) === 'failure' && <JobFailure job={job} lines={lines} onLine={goToLine} />}
      <div ref={box}>
        {client.value && scope !== undefined ? (
          <>
            <JobLog
              client={client.value}
              job={job.id}
              scope={scope}
              marked={marked}
              fit={wasOver}
              main
              shown={parseShown(route.value.query)}
              onShown={(shown) => replaceQuery(withShown(route.peek().query, shown))}
              onMark={mark}
              address={() => location.href}
              jump={jump}
              onSettled={setLines}
            />
            <JobMetrics metrics={job.metrics ?? {}} />
          </>
        ) : (
          // The sections below the log appear only when its height is known.
          <Loading />
        )}
      </div>
      <aside class="stack" aria-label={t('job.details')}>
        <Facts job={job} />
        <section>
          <div class="section-head">
            <h2>{t('job.result')}</h2>
          </div>
          {job.result === null || job.result === undefined ? (
            <p class="muted">{t('job.noResult')}</p>
          ) : (
            <JsonView value={job.result} label={t('job.result')} />
          )}
        </section>
        {isObject(parameters) && (
          <section>
            <div class="section-head">
              <h2>{t('job.parameters')}</h2>
            </div>
            <JsonView value={parameters} label={t('job.parameters')} />
          </section>
        )}
        <RawJson value={job} />
      </aside>
    </div>
  );
}

function Facts({ job }: { job: Job }) {
  const plugin = idOf(job.plugin);
  return (
    <section class="panel card">
      <JobProgress progress={job.progress} status={job.status} />
      <dl class="facts">
        <dt>{t('jobs.column.plugin')}</dt>
        <dd>{plugin === null ? '–' : <a href={href(['plugins', plugin])}>{pluginName(job)}</a>}</dd>
        <dt>{t('common.created')}</dt>
        <dd>
          <Time value={job['created']} />
        </dd>
        <dt>{t('job.started')}</dt>
        <dd>
          <Time value={job['started']} />
        </dd>
        <dt>{t('job.finished')}</dt>
        <dd>
          <Time value={job['finished']} />
        </dd>
        <dt>{t('jobs.column.duration')}</dt>
        <dd>
          <JobDuration job={job} />
        </dd>
        <dt>{t('jobs.column.user')}</dt>
        <dd>{referenceOf(job['user'])}</dd>
      </dl>
      <p class="card-links">
        <a href={href(['serve'], new URLSearchParams({ job: String(job.id) }))}>{t('serve.ofJob')}</a>
        <a href={href(['new-serve'], new URLSearchParams({ job: String(job.id) }))}>{t('serve.new')}</a>
      </p>
    </section>
  );
}

