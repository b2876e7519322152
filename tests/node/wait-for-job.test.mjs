import assert from 'node:assert/strict';
import { mock, test } from 'node:test';
import {
  BackendClient,
  ClientError,
  ClientTimeoutError,
  InvalidResponseError,
  JobFailedError,
  NotFoundError,
} from 'synapse-backend-client';
import { quick, soon, startJob, stuck } from '../support/jobs.mjs';
import { rejected } from '../support/rejected.mjs';
import { sandbox } from '../support/sandbox.mjs';
import { json, server } from '../support/server.mjs';

const { client, url } = await sandbox();

test('waitForJob returns a completed job', async () => {
  const { job } = await startJob(client, quick);
  const ended = await client.waitForJob(job, soon);
  assert.deepEqual([ended.status, ended.progress, ended.result.parameters], ['completed', 100, quick]);
});

test('waitForJob returns a failed job', async () => {
  const { job } = await startJob(client, { ...quick, fail_at: 2 });
  const ended = await client.waitForJob(job, soon);
  assert.equal(ended.status, 'failed');
  assert.match(ended.result.error, /^Step 2 of 3 failed/);
});

test('waitForJob follows a job from its start to its end', async () => {
  const { job } = await startJob(client, stuck);
  const seen = [];
  const follow = { queued: { status: 'running', progress: 50 }, running: { status: 'completed' } };
  await client.waitForJob(job, {
    ...soon,
    onUpdate({ status, progress }) {
      seen.push(`${status} ${progress}`);
      if (follow[status]) client.updateJob(job, follow[status]);
    },
  });
  assert.deepEqual(seen, ['queued 0', 'running 50', 'completed 50']);
});

test('onUpdate is called only when the job has changed', async () => {
  const answers = ['queued', 'queued', 'running', 'running', 'paused by hand', 'running', 'completed'];
  const backend = await server((request, response) => json(response, { id: 1, status: answers[backend.requests.length - 1] }));
  const seen = [];
  await new BackendClient({ baseUrl: backend.url }).waitForJob(1, { ...soon, onUpdate: ({ status }) => seen.push(status) });
  assert.deepEqual(seen, ['queued', 'running', 'paused by hand', 'running', 'completed']);
  assert.equal(backend.requests.length, answers.length);
});

test('an exception of onUpdate is reported, and does not end the wait', async (t) => {
  const report = t.mock.method(console, 'error', () => {});
  const { job } = await startJob(client, quick);
  const onUpdate = () => {
    throw new Error('in the callback');
  };
  assert.equal((await client.waitForJob(job, { ...soon, onUpdate })).status, 'completed');
  assert.match(String(report.mock.calls[0].arguments), /onUpdate failed.*in the callback/);
});

test('a poll that fails temporarily does not end the wait', async () => {
  const backend = await server((request, response) => {
    if (backend.requests.length === 1) json(response, { detail: 'Restarting.' }, 503);
    else json(response, { id: 1, status: 'completed' });
  });
  const once = new BackendClient({ baseUrl: backend.url, retry: false });
  assert.equal((await once.waitForJob(1, soon)).status, 'completed');
});

test('waitForJob rejects after its deadline', async () => {
  const { job } = await startJob(client, stuck);
  const error = await rejected(client.waitForJob(job, { interval: 1, deadline: 50 }));
  assert.ok(error instanceof ClientTimeoutError);
  assert.equal(error.code, 'timeout');
  assert.equal(error.message, `Timed out: GET ${url}/jobs/${job}/: the job has not ended within 50 ms`);
});

test('waitForJob rejects with the reason of its signal, and stops polling', async () => {
  const { job } = await startJob(client, stuck);
  const controller = new AbortController();
  const onRequest = mock.fn();
  const watched = client.withOptions({ hooks: { onRequest } });
  const wait = watched.waitForJob(job, { ...soon, signal: controller.signal, onUpdate: () => controller.abort('enough') });
  assert.equal(await rejected(wait), 'enough');
  await client.getJob(job);
  assert.equal(onRequest.mock.callCount(), 1);
});

test('an abort also ends a running poll', { timeout: 10_000 }, async () => {
  const silent = await server(() => controller.abort());
  const controller = new AbortController();
  const error = await rejected(new BackendClient({ baseUrl: silent.url }).waitForJob(1, { signal: controller.signal }));
  assert.equal(error.name, 'AbortError');
  assert.equal(error, controller.signal.reason);
});

test('waitForJob polls about every five seconds by default', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const polled = new Promise((resolve) => {
    const fetch = mock.fn(async () => {
      // The timer of the wait is set after this answer was read.
      setImmediate(resolve, fetch);
      return Response.json({ id: 1, status: 'running' });
    });
    new BackendClient({ baseUrl: url, fetch }).waitForJob(1);
  });
  const fetch = await polled;
  t.mock.timers.tick(4_400);
  await new Promise(setImmediate);
  assert.equal(fetch.mock.callCount(), 1);
  t.mock.timers.tick(1_200);
  await new Promise(setImmediate);
  assert.equal(fetch.mock.callCount(), 2);
});

test('waitForJob rejects after a 204, because it returns a job', async () => {
  const backend = await server((request, response) => response.writeHead(204).end());
  const error = await rejected(new BackendClient({ baseUrl: backend.url }).waitForJob(1, soon));
  assert.ok(error instanceof InvalidResponseError, error.stack);
  assert.equal(backend.requests.length, 1);
});

for (const status of ['failed', 'FAILED', 'stopped', 'STOPPED', 'cancelled', 'Cancelled']) {
  test(`throwOnFailure: a job that ends as ${status} rejects with JobFailedError, which has the job`, async () => {
    const job = { id: 1, status, result: { error: 'No disk.' } };
    const backend = await server((request, response) => json(response, job));
    const patient = new BackendClient({ baseUrl: backend.url });
    const error = await rejected(patient.waitForJob(1, { ...soon, throwOnFailure: true }));
    assert.ok(error instanceof JobFailedError && error instanceof ClientError, String(error));
    assert.deepEqual([error.name, error.code, error.job, error.statusCode], ['JobFailedError', 'job_failed', job, null]);
    assert.deepEqual([error.attempts, error.mayHaveBeenApplied], [1, false]);
    assert.equal(error.message, `The job did not succeed: GET ${backend.url}/jobs/1/: its status is ${status}`);
    assert.ok(ClientError.isInstance(error) && JobFailedError.isInstance(error));
    for (const options of [soon, { ...soon, throwOnFailure: false }, { ...soon, throwOnFailure: undefined }]) {
      assert.deepEqual(await patient.waitForJob(1, options), job);
    }
  });
}

for (const status of ['completed', 'COMPLETED', 'succeeded', 'SUCCEEDED']) {
  test(`throwOnFailure: a job that ends as ${status} is returned`, async () => {
    const backend = await server((request, response) => json(response, { id: 1, status }));
    const job = await new BackendClient({ baseUrl: backend.url }).waitForJob(1, { ...soon, throwOnFailure: true });
    assert.equal(job.status, status);
  });
}

test('throwOnFailure: an unknown status does not end the wait', async () => {
  const answers = ['exploded', 'failed'];
  const backend = await server((request, response) => json(response, { id: 1, status: answers[backend.requests.length - 1] }));
  const error = await rejected(new BackendClient({ baseUrl: backend.url }).waitForJob(1, { ...soon, throwOnFailure: true }));
  assert.deepEqual([error.code, error.job.status, backend.requests.length], ['job_failed', 'failed', 2]);
});

test('throwOnFailure must be a boolean', async () => {
  const error = await rejected(client.waitForJob(1, { throwOnFailure: 'yes' }));
  assert.deepEqual([error.code, error.field, error.attempts], ['invalid_request', 'throwOnFailure', 0]);
});

test('waitForJob of a missing job rejects', async () => {
  assert.ok((await rejected(client.waitForJob(999, soon))) instanceof NotFoundError);
});
