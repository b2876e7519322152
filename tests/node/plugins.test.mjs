import assert from 'node:assert/strict';
import { test } from 'node:test';
import { NotFoundError, ValidationError } from 'synapse-backend-client';
import { executionData, pluginData, updatedData } from '../support/document.mjs';
import { rejected } from '../support/rejected.mjs';
import { sandbox } from '../support/sandbox.mjs';

const { client } = await sandbox();

test('createPlugin creates the plugin, and getPlugin returns it', async () => {
  const created = await client.createPlugin(pluginData);
  assert.equal(typeof created.id, 'number');
  assert.deepEqual({ ...created, ...pluginData }, created);
  assert.deepEqual(await client.getPlugin(created.id), created);
});

test('a plugin is found by its id as text, and by its code', async () => {
  const created = await client.createPlugin({ name: 'By Code', code: 'by-code' });
  assert.deepEqual(await client.getPlugin(String(created.id)), created);
  assert.deepEqual(await client.getPlugin('by-code'), created);
});

test('unknown fields and all characters are sent and returned', async () => {
  const data = { name: 'Ünïcode 検出 😀', labels: ['a', { nested: [1.5, null, true] }], description: null };
  const created = await client.createPlugin(data);
  assert.deepEqual({ ...created, ...data }, created);
});

test('listPlugins returns one page and the total; iteratePlugins returns all plugins', async () => {
  const { client: own } = await sandbox('--page-size', '2');
  const created = [];
  for (const name of ['One', 'Two', 'Three', 'Four', 'Five']) created.push(await own.createPlugin({ name }));
  assert.deepEqual(await own.listPlugins(), [created.slice(0, 2), 5]);
  assert.deepEqual(await own.listPlugins({ page: 3, page_size: 2 }), [created.slice(4), 5]);
  assert.deepEqual(await own.listPlugins({ ordering: '-created', page_size: 1 }), [created.slice(4), 5]);
  for (const params of [undefined, null, { page_size: 2 }, new URLSearchParams({ page_size: '4' })]) {
    const seen = [];
    for await (const plugin of own.iteratePlugins(params)) seen.push(plugin);
    assert.deepEqual(seen, created);
  }
});

test('updatePlugin sets only the given fields', async () => {
  const { id } = await client.createPlugin(pluginData);
  const updated = await client.updatePlugin(id, { ...updatedData, author: undefined });
  assert.deepEqual({ ...updated, ...pluginData, ...updatedData }, updated);
  assert.equal((await client.updatePlugin(id, { description: null })).description, null);
});

test('runPlugin starts a job with the given parameters', async () => {
  const plugin = await client.createPlugin(pluginData);
  const run = await client.runPlugin(plugin.id, executionData);
  const job = await client.getJob(run.job_id);
  assert.equal(job.plugin, plugin.id);
  assert.deepEqual(job.parameters, executionData.parameters);
  assert.deepEqual(job.context, executionData.context);
});

test('runPlugin sends the form of newer backends', async () => {
  const plugin = await client.createPlugin(pluginData);
  const run = await client.runPlugin(plugin.id, { agent: 1, action: 'train', params: { steps: 2, delay: 0 }, debug: true });
  const job = await client.getJob(run.job_id);
  assert.deepEqual([job.agent, job.action, job.params, job.debug], [1, 'train', { steps: 2, delay: 0 }, true]);
});

test('errors of a run are reported for each field', async () => {
  const plugin = await client.createPlugin(pluginData);
  const error = await rejected(client.runPlugin(plugin.id, { parameters: { steps: -1 } }));
  assert.ok(error instanceof ValidationError);
  assert.deepEqual(error.fieldErrors, { 'parameters.steps': ['Ensure this value is greater than or equal to 1.'] });
});

test('a missing plugin cannot be read, updated or run', async () => {
  for (const error of [
    await rejected(client.getPlugin(999)),
    await rejected(client.updatePlugin(999, { version: '2' })),
    await rejected(client.runPlugin(999, {})),
  ]) {
    assert.ok(error instanceof NotFoundError);
  }
});
