import assert from 'node:assert/strict';
import { test } from 'node:test';
import { quick, soon, startJob, stuck } from '../support/jobs.mjs';
import { sandbox } from '../support/sandbox.mjs';

// The statuses of newer backends. The other tests use those of the Python document.
const { client } = await sandbox('--statuses', 'current');

test('waitForJob recognizes the end of a job', async () => {
  const good = await startJob(client, quick);
  assert.equal((await client.waitForJob(good.job, soon)).status, 'SUCCEEDED');
  const bad = await startJob(client, { ...quick, fail_at: 1 });
  assert.equal((await client.waitForJob(bad.job, soon)).status, 'FAILED');
});

test('waitForJob recognizes a stopped job', async () => {
  const { job } = await startJob(client, stuck);
  const stop = ({ status }) => {
    if (status === 'PENDING') client.updateJob(job, { status: 'STOPPED' });
  };
  assert.equal((await client.waitForJob(job, { ...soon, onUpdate: stop })).status, 'STOPPED');
});

test('listJobs filters by these statuses', async () => {
  const { job } = await startJob(client, stuck);
  const [jobs] = await client.listJobs({ status: 'PENDING' });
  assert.deepEqual(jobs.map(({ id }) => id), [job]);
});
