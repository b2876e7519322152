import { BackendClient } from 'synapse-backend-client';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { run } from './run.js';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('it polls until the job has ended, and no second passes', async () => {
  const fetch = vi
    .fn<typeof globalThis.fetch>()
    .mockResolvedValueOnce(Response.json({ job_id: 7 }, { status: 201 }))
    .mockResolvedValueOnce(Response.json({ id: 7, status: 'running' }))
    .mockResolvedValueOnce(Response.json({ id: 7, status: 'failed' }));
  const client = new BackendClient({ baseUrl: 'https://backend.test', apiToken: 'test', fetch });

  const outcome = run(client, 1, { quality: 0.9 });
  await vi.runAllTimersAsync();

  expect(await outcome).toBe('Job 7 failed');
  expect(fetch).toHaveBeenCalledTimes(3);
  const [url, init] = fetch.mock.calls[0]!;
  expect(url).toBe('https://backend.test/plugins/1/run/');
  expect(init).toMatchObject({ method: 'POST', body: '{"parameters":{"quality":0.9}}' });
});
