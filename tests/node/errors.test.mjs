import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inspect } from 'node:util';
import {
  AuthenticationError,
  AuthorizationError,
  BackendClient,
  ClientConnectionError,
  ClientError,
  ClientResponseIncompleteError,
  HTTPError,
  JobFailedError,
  NotFoundError,
  ValidationError,
} from 'synapse-backend-client';
import { rejected } from '../support/rejected.mjs';
import { sandbox } from '../support/sandbox.mjs';
import { json, server } from '../support/server.mjs';

const { client, url } = await sandbox('--tenant', 'acme');
const tenant = client.withOptions({ tenant: 'acme' });

test("a 404 has the call and the backend's message", async () => {
  const error = await rejected(tenant.getPlugin(999));
  for (const type of [NotFoundError, HTTPError, ClientError, Error]) assert.ok(error instanceof type, type.name);
  assert.ok(ClientError.isInstance(error) && NotFoundError.isInstance(error) && !ValidationError.isInstance(error));
  assert.equal(error.name, 'NotFoundError');
  assert.equal(error.code, 'not_found');
  assert.equal(error.statusCode, 404);
  assert.equal(error.message, '404 Not Found: GET /plugins/999/: No Plugin matches the given query.');
  assert.deepEqual(error.response, { detail: 'No Plugin matches the given query.' });
  assert.deepEqual([error.method, error.url], ['GET', `${url}/plugins/999/`]);
  assert.equal(error.headers['content-type'], 'application/json');
  assert.equal(error.requestId, error.headers['x-request-id']);
  assert.equal(error.attempts, 1);
  assert.equal(error.mayHaveBeenApplied, false);
});

test('a 400 has the messages of each field', async () => {
  const error = await rejected(tenant.createPlugin({ name: ' ', configuration: [] }));
  assert.ok(error instanceof ValidationError);
  assert.deepEqual([error.code, error.statusCode, error.mayHaveBeenApplied], ['validation', 400, false]);
  assert.deepEqual(error.fieldErrors, {
    name: ['This field may not be blank.'],
    configuration: ['Expected a dictionary of items but got type "list".'],
  });
  assert.deepEqual(error.response, error.fieldErrors);
  assert.equal(error.message, '400 Bad Request: POST /plugins/: name: This field may not be blank. (and 1 more)');
});

test('the path of an error in an item of a posted list begins with its index', async () => {
  const backend = await server((request, response) => json(response, { 1: { message: ['Required.'] } }, 400));
  const logs = new BackendClient({ baseUrl: backend.url });
  const { fieldErrors, message } = await rejected(logs.createLogs([{ message: 'a' }, {}]));
  assert.deepEqual(fieldErrors, { '[1].message': ['Required.'] });
  assert.equal(message, '400 Bad Request: POST /logs/: [1].message: Required.');
  assert.deepEqual((await rejected(logs.createLogs({}))).fieldErrors, { '1.message': ['Required.'] });
});

test('a 401 for an invalid or missing token', async () => {
  for (const [apiToken, words] of [
    ['not-the-token', 'Invalid token.'],
    ['', 'Authentication credentials were not provided. (this client has no token)'],
    [() => undefined, 'Authentication credentials were not provided. (this client has no token)'],
  ]) {
    const error = await rejected(tenant.withOptions({ apiToken }).listStorages());
    assert.ok(error instanceof AuthenticationError);
    assert.deepEqual([error.code, error.statusCode], ['authentication', 401]);
    assert.equal(error.message, `401 Unauthorized: GET /storages/: ${words}`);
  }
});

test('a 403 for another tenant', async () => {
  const error = await rejected(client.withOptions({ tenant: 'other' }).listStorages());
  assert.ok(error instanceof AuthorizationError);
  assert.deepEqual([error.code, error.statusCode], ['authorization', 403]);
  assert.equal(error.message, '403 Forbidden: GET /storages/: You do not have permission to perform this action.');
});

test('no field of an error contains a token, even if the backend repeats it', async () => {
  const apiToken = 'a-very-secret-token';
  const echo = await server(({ headers }, response) => json(response, { detail: `Bad ${headers['synapse-access-token']}` }, 401));
  const error = await rejected(new BackendClient({ baseUrl: echo.url, apiToken }).getPlugin(1));
  assert.match(error.message, /Bad Token \*\*\*/);
  assert.doesNotMatch(inspect(error) + JSON.stringify(error) + error.stack, new RegExp(apiToken));
});

test('a refused connection means that nothing was applied', async () => {
  const nowhere = client.withOptions({ baseUrl: 'http://127.0.0.1:65535', retry: false });
  const error = await rejected(nowhere.createPlugin({ name: 'x' }));
  assert.ok(error instanceof ClientConnectionError);
  assert.deepEqual([error.code, error.statusCode, error.response, error.attempts], ['connection', null, null, 1]);
  assert.equal(error.mayHaveBeenApplied, false);
  assert.equal(error.cause.cause.code, 'ECONNREFUSED');
});

test('an error that a test constructs is like one of the client', () => {
  const job = { id: 789, status: 'FAILED' };
  assert.equal(new JobFailedError('It failed', { job }).job, job);
  // For example, for code that looks for the job of a run before it runs it again.
  assert.equal(new ClientResponseIncompleteError().mayHaveBeenApplied, true);
  assert.equal(new ClientConnectionError().mayHaveBeenApplied, false);
});

test('an error is readable as text, in a log and as JSON', async () => {
  const error = await rejected(tenant.getPlugin(999));
  assert.equal(String(error), `NotFoundError: ${error.message}`);
  assert.ok(inspect(error).startsWith(`${error}\n`), inspect(error).split('\n')[0]);
  const { name, message, code, statusCode, response } = JSON.parse(JSON.stringify(error));
  assert.deepEqual({ name, message, code, statusCode, response }, {
    name: 'NotFoundError',
    message: error.message,
    code: 'not_found',
    statusCode: 404,
    response: error.response,
  });
});
