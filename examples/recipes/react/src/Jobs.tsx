import { useQuery } from '@tanstack/react-query';
import { jobState, type Job } from 'synapse-backend-client';
import { client } from './client';

const isActive = (job: Job) => ['queued', 'running'].includes(jobState(job));

export function Jobs() {
  const { data, error, isFetching, refetch } = useQuery({
    queryKey: ['jobs'],
    queryFn: ({ signal }) => client.listJobs({ page_size: 20 }, { signal }),
    refetchInterval: ({ state }) => (state.data?.[0].some(isActive) ? 2000 : false),
  });
  const [jobs, total] = data ?? [[], 0];

  return (
    <section aria-busy={isFetching}>
      <h2>Jobs ({total})</h2>
      <button onClick={() => refetch()}>Refresh</button>
      {error && <p role="alert">{error.message}</p>}
      <ul>
        {jobs.map((job) => (
          <li key={job.id}>
            {job.id}: {jobState(job)} ({job.progress ?? 0} %)
          </li>
        ))}
      </ul>
    </section>
  );
}
