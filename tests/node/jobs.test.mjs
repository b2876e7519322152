import assert from 'node:assert/strict';
import { test } from 'node:test';
import { NotFoundError, ValidationError } from 'synapse-backend-client';
import { jobProgress, jobResult } from '../support/document.mjs';
import { quick, soon, startJob, stuck } from '../support/jobs.mjs';
import { rejected } from '../support/rejected.mjs';
import { sandbox } from '../support/sandbox.mjs';

const DAY = 24 * 60 * 60 * 1000;
const { client } = await sandbox();

// The jobs in the lists: a completed one, a failed one, and two that stay queued.
const completed = await startJob(client, quick);
const failed = await startJob(client, { ...quick, fail_at: 2 });
const queued = await startJob(client, stuck, { user_id: 456 });
const idle = await startJob(client, stuck);
for (const { job } of [completed, failed]) await client.waitForJob(job, soon);

const ids = (jobs) => jobs.map(({ id }) => id);

test('getJob returns a job, with the fields of `expand`', async () => {
  const job = await client.getJob(completed.job);
  assert.deepEqual([job.id, job.status, job.progress], [completed.job, 'completed', 100]);
  assert.deepEqual([job.logs, job.metrics], [undefined, undefined]);

  const { logs } = await client.getJob(completed.job, { expand: 'logs' });
  assert.deepEqual(logs, await client.listJobConsoleLogs(completed.job));
  assert.equal((await client.getJob(completed.job, { expand: 'metrics' })).metrics.accuracy.length, quick.steps);
  assert.deepEqual((await client.getJob(completed.job, { expand: 'result' })).result.parameters, quick);

  const all = await client.getJob(completed.job, { expand: ['logs', 'metrics'] });
  assert.deepEqual(all.logs, logs);
  assert.ok(all.metrics);
});

test('listJobs returns the jobs and their total', async () => {
  const [jobs, count] = await client.listJobs();
  assert.deepEqual(ids(jobs), [completed.job, failed.job, queued.job, idle.job]);
  assert.equal(count, 4);
});

test('listJobs returns one page', async () => {
  const [jobs, count] = await client.listJobs({ page: 2, page_size: 3 });
  assert.deepEqual(ids(jobs), [idle.job]);
  assert.equal(count, 4);
});

const filters = [
  { filter: { status: 'failed' }, expected: [failed.job] },
  { filter: { status: ['completed', 'failed', null] }, expected: [completed.job, failed.job] },
  { filter: { plugin: queued.plugin }, expected: [queued.job] },
  { filter: { user: 456 }, expected: [queued.job] },
  { filter: { status: 'queued', plugin: completed.plugin }, expected: [] },
  { filter: { status: null, plugin: undefined }, expected: [completed.job, failed.job, queued.job, idle.job] },
];

for (const { filter, expected } of filters) {
  test(`listJobs filters by ${JSON.stringify(filter)}`, async () => {
    const [jobs, count] = await client.listJobs(filter);
    assert.deepEqual(ids(jobs), expected);
    assert.equal(count, expected.length);
  });
}

test('listJobs filters by creation date, given as a Date or as text', async () => {
  const weekAgo = new Date(Date.now() - 7 * DAY);
  const tomorrow = new Date(Date.now() + DAY);
  const { created } = await client.getJob(queued.job);
  assert.equal((await client.listJobs({ created_after: weekAgo }))[1], 4);
  assert.equal((await client.listJobs({ created_after: weekAgo.toISOString() }))[1], 4);
  assert.equal((await client.listJobs({ created_after: tomorrow }))[1], 0);
  assert.deepEqual(ids((await client.listJobs({ created_after: created }))[0]), [queued.job, idle.job]);
});

test('listJobs reports a filter that the backend refuses', async () => {
  const error = await rejected(client.listJobs({ status: 'asleep' }));
  assert.ok(error instanceof ValidationError);
  assert.deepEqual(Object.keys(error.fieldErrors), ['status']);
});

test('updateJob sets progress, status and metadata, and then a result', async () => {
  const { job } = await startJob(client, stuck);
  const running = await client.updateJob(job, jobProgress);
  assert.deepEqual({ ...running, ...jobProgress }, running);
  const ended = await client.updateJob(job, jobResult);
  assert.deepEqual({ ...ended, ...jobProgress, ...jobResult }, ended);
  assert.deepEqual(await client.getJob(job), ended);
});

test('updateJob sets only a status, and clears with null', async () => {
  const { job } = await startJob(client, stuck);
  assert.equal((await client.updateJob(job, { status: 'completed' })).status, 'completed');
  assert.equal((await client.updateJob(job, { metadata: null })).metadata, null);
});

test('updateJob takes both ends of the range of progress', async () => {
  const { job } = await startJob(client, stuck);
  for (const progress of [100, 0, 12.5]) {
    assert.equal((await client.updateJob(job, { progress })).progress, progress);
  }
});

test('a missing job cannot be read, updated or tailed', async () => {
  for (const error of [
    await rejected(client.getJob(999)),
    await rejected(client.updateJob(999, { progress: 1 })),
    await rejected(client.listJobConsoleLogs(999)),
  ]) {
    assert.ok(error instanceof NotFoundError);
    assert.equal(error.response.detail, 'No Job matches the given query.');
  }
});
