import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { BackendClient, ServerError } from 'synapse-backend-client';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { run } from './run.js';

const baseUrl = 'https://backend.test';
const server = setupServer(
  http.post(`${baseUrl}/plugins/1/run/`, () => HttpResponse.json({ job_id: 7 }, { status: 201 })),
  http.get(`${baseUrl}/jobs/7/`, () => HttpResponse.json({ id: 7, status: 'completed' })),
);

beforeAll(() => server.listen({ onUnhandledRequest: 'error' }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

// Without retries, a test of a failure does not wait.
const client = new BackendClient({ baseUrl, apiToken: 'test', retry: false });

test('a run that succeeds', async () => {
  expect(await run(client, 1, {})).toBe('Job 7 succeeded');
});

test('parameters that the backend refuses', async () => {
  const refusal = { parameters: { steps: ['Ensure this value is positive.'] } };
  server.use(http.post(`${baseUrl}/plugins/1/run/`, () => HttpResponse.json(refusal, { status: 400 })));
  expect(await run(client, 1, { steps: -1 })).toBe('Refused: Ensure this value is positive.');
});

test('a backend that is down', async () => {
  server.use(http.post(`${baseUrl}/plugins/1/run/`, () => new HttpResponse(null, { status: 503 })));
  await expect(run(client, 1, {})).rejects.toThrow(ServerError);
});
