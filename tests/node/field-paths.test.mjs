// The paths of field errors match the posted data: an index in a list, a key in an object, in every format of the backend.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BackendClient, ValidationError } from 'synapse-backend-client';
import { faultServer } from '../support/fault-server.mjs';
import { answer } from '../support/faults.mjs';
import { rejected } from '../support/rejected.mjs';

const server = await faultServer();
const client = new BackendClient({ baseUrl: server.url, apiToken: 'token', retry: false });
const file = new Blob(['PK']);
const list = [{ name: 'a' }, { name: 'b' }, {}];
const object = { 0: { name: 'a' }, 2: {} };

/** A value deep in an answer. */
const under = (path, value) => path.reduceRight((inner, key) => ({ [key]: inner }), value);
const REQUIRED = ['This field is required.'];

/** [the call, the path of its value in the data] */
const POSTS = {
  createPlugin: [(v) => client.createPlugin({ name: 'p', configuration: { parameters: v } }), ['configuration', 'parameters']],
  updatePlugin: [(v) => client.updatePlugin(1, { configuration: v }), ['configuration']],
  runPlugin: [(v) => client.runPlugin(1, { parameters: { deep: { er: v } } }), ['parameters', 'deep', 'er']],
  'createPluginRelease, JSON': [(v) => client.createPluginRelease({ plugin: 1, version: '1', file: null, config: v }), ['config']],
  updateJob: [(v) => client.updateJob(1, { result: v }), ['result']],
  'createLogs, an object': [(v) => client.createLogs({ steps: v }), ['steps']],
  'createLogs, beside a file': [(v) => client.createLogs({ file, steps: v }), ['steps']],
  createServeApplication: [(v) => client.createServeApplication({ job: 1, data: { steps: v } }), ['data', 'steps']],
  createStorage: [(v) => client.createStorage({ name: 's', provider: 'ftp', configuration: { hosts: v } }), ['configuration', 'hosts']],
  'request, POST': [(v) => client.request('POST', '/x/', { data: { a: v } }), ['a']],
  'request, a list': [(v) => client.request('PUT', '/x/', { data: v }), []],
};

const fieldsOf = async (call, body, status = 400) => {
  server.play(answer(status, body));
  const error = await rejected(call);
  assert.ok(error instanceof ValidationError, String(error));
  return error.fieldErrors;
};

for (const [name, [post, path]] of Object.entries(POSTS)) {
  const prefix = path.join('.');
  const dotted = prefix && `${prefix}.`;

  test(`${name}: a numeric key is an index if a list was posted`, async () => {
    for (const status of [400, 422]) {
      assert.deepEqual(await fieldsOf(post(list), under(path, { 2: { name: REQUIRED } }), status), { [`${prefix}[2].name`]: REQUIRED });
    }
    assert.deepEqual(await fieldsOf(post([1, 'x']), under(path, { 1: ['No number.'] })), { [`${prefix}[1]`]: ['No number.'] });
    const both = under(path, { 0: { name: REQUIRED }, 2: { non_field_errors: ['No.'] }, non_field_errors: ['All.'] });
    assert.deepEqual(await fieldsOf(post(list), both), { [`${prefix}[0].name`]: REQUIRED, [`${prefix}[2]`]: ['No.'], [prefix]: ['All.'] });
  });

  test(`${name}: a numeric key is a key if an object was posted`, async () => {
    assert.deepEqual(await fieldsOf(post(object), under(path, { 2: { name: REQUIRED } })), { [`${dotted}2.name`]: REQUIRED });
  });

  test(`${name}: lists in lists, and in objects in lists`, async () => {
    const nested = [[{ a: [{ b: 1 }] }]];
    const body = under(path, { 0: { 0: { a: { 0: { b: ['No.'] } } } } });
    assert.deepEqual(await fieldsOf(post(nested), body), { [`${prefix}[0][0].a[0].b`]: ['No.'] });
    assert.deepEqual(await fieldsOf(post([{ 0: { a: 1 } }]), under(path, { 0: { 0: { a: ['No.'] } } })), { [`${prefix}[0].0.a`]: ['No.'] });
  });

  test(`${name}: a list of errors, one for each item`, async () => {
    assert.deepEqual(await fieldsOf(post(list), under(path, [{}, {}, { name: REQUIRED }])), { [`${prefix}[2].name`]: REQUIRED });
  });

  test(`${name}: drf-standardized-errors names the path`, async () => {
    const attr = [...path, '2', 'name'].join('.');
    const errors = [
      { code: 'required', detail: REQUIRED[0], attr },
      { code: 'blank', detail: 'Blank.', attr },
      { code: 'invalid', detail: 'All of it.', attr: null },
      { code: 'invalid', detail: 'None.', attr: 'non_field_errors' },
    ];
    const body = { type: 'validation_error', errors };
    const whole = { '': ['All of it.', 'None.'] };
    assert.deepEqual(await fieldsOf(post(list), body), { [`${prefix}[2].name`]: [REQUIRED[0], 'Blank.'], ...whole });
    assert.deepEqual(await fieldsOf(post(object), body), { [`${dotted}2.name`]: [REQUIRED[0], 'Blank.'], ...whole });
  });
}

test('logs: a posted list, with and without a file', async () => {
  for (const logs of [[{ message: 'a' }, {}], [{ message: 'a' }, { file }]]) {
    assert.deepEqual(await fieldsOf(client.createLogs(logs), { 1: { message: REQUIRED } }), { '[1].message': REQUIRED });
    assert.deepEqual(await fieldsOf(client.createLogs(logs), [{}, { message: REQUIRED }]), { '[1].message': REQUIRED });
    const body = { type: 'validation_error', errors: [{ code: 'required', detail: REQUIRED[0], attr: '1.message' }] };
    assert.deepEqual(await fieldsOf(client.createLogs(logs), body), { '[1].message': REQUIRED });
  }
  assert.deepEqual(await fieldsOf(client.createLogs({ 1: { message: 1 } }), { 1: { message: REQUIRED } }), { '1.message': REQUIRED });
});

test('a form: a posted list', async () => {
  const release = { plugin: 1, version: '1', file, requirements: ['a', 'b'], config: { steps: [{}, {}] } };
  const body = { requirements: { 1: ['No package.'] }, config: { steps: { 1: { name: REQUIRED } } } };
  const expected = { 'requirements[1]': ['No package.'], 'config.steps[1].name': REQUIRED };
  assert.deepEqual(await fieldsOf(client.createPluginRelease(release), body), expected);
});

test('the list is the one that was posted: from a toJSON, or of another class', async () => {
  class Steps extends Array {}
  for (const steps of [Steps.from([1, 2]), { toJSON: () => [1, 2] }, new Proxy([1, 2], {})]) {
    assert.deepEqual(await fieldsOf(client.runPlugin(1, { parameters: { steps } }), { parameters: { steps: { 1: ['No.'] } } }), {
      'parameters.steps[1]': ['No.'],
    });
  }
});

test('a key outside of the list stays a key', async () => {
  for (const key of ['01', '-1', '1.5', '1e1', '٣', ' 1', '']) {
    const fields = await fieldsOf(client.runPlugin(1, { parameters: { steps: list } }), { parameters: { steps: { [key]: ['No.'] } } });
    assert.deepEqual(Object.values(fields), [['No.']]);
    if (!/^\d+$/.test(key)) assert.ok(!Object.keys(fields)[0].includes('['), Object.keys(fields)[0]);
  }
});

test('a body that only resembles drf-standardized-errors is read as plain field errors', async () => {
  const errors = [{ code: 'x', detail: 'No.', attr: 'name' }];
  assert.deepEqual(await fieldsOf(client.createPlugin({ name: 'p' }), { errors: { name: ['No.'] } }), { 'errors.name': ['No.'] });
  assert.deepEqual(await fieldsOf(client.createPlugin({ name: 'p' }), { type: ['Unknown type.'] }), { type: ['Unknown type.'] });
  assert.deepEqual(await fieldsOf(client.createPlugin({ name: 'p' }), { type: 'validation_error', errors }), { name: ['No.'] });
});

test('the message contains the details of drf-standardized-errors, for every status', async () => {
  const bodyOf = (type, attr) => ({ type, errors: [{ code: 'x', detail: 'Not like that.', attr }] });
  for (const [status, type, attr] of [[400, 'validation_error', 'name'], [404, 'client_error', null], [500, 'server_error', null]]) {
    server.play(answer(status, bodyOf(type, attr)));
    const { message } = await rejected(client.createPlugin({ name: 'p' }));
    assert.match(message, /: POST \/plugins\/: (name: )?Not like that\.$/);
    assert.equal(message.includes('name: '), attr === 'name');
  }
});
