// The console sends only what the user meant: no inexact number, and nothing that overwrites the changes of others.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { scene, sent } from './support/scene.mjs';

const stage = await scene();
const button = (page, name) => page.getByRole('button', { name, exact: true });
const BIG = '9007199254740993';
const TOO_LONG = 'This number cannot be sent exactly';

test('a number that JavaScript cannot keep exactly is not sent with a run', async (t) => {
  const plain = await stage.client.createPlugin({ name: 'Numbers', configuration: { parameters: { count: { type: 'int' } } } });
  const page = await stage.open(t, `/plugins/${plain.id}/run`);
  const runs = [];
  page.on('request', (request) => request.url().endsWith('/run/') && runs.push(request));
  for (const typed of [BIG, `${BIG}.0`, '9007199254740992']) {
    await page.getByLabel('count').fill(typed);
    await button(page, 'Run').click();
    await page.locator('.field').getByText(`${TOO_LONG}: ${typed}.`, { exact: true }).waitFor();
  }
  await button(page, 'JSON').click();
  for (const number of [BIG, '1e400']) {
    await page.getByLabel('The whole request').fill(`{"parameters": {"a": [{"b": ${number}}]}}`);
    await page.getByText(`${TOO_LONG}: ${number}.`).waitFor();
    assert.equal(await button(page, 'Run').isDisabled(), true);
  }
  await page.getByLabel('The whole request').fill(`{"parameters": {"a": "${BIG}", "b": 1e300, "c": 0.1}}`);
  await page.getByText(TOO_LONG).waitFor({ state: 'detached' });
  assert.equal(await button(page, 'Run').isDisabled(), false);
  assert.deepEqual(runs, []);
});

test('an inexact number of an earlier run, or of a choice, is not sent as another one', async (t) => {
  const chosen = { parameters: { seed: { choices: [1, 2] } } };
  const again = await stage.client.createPlugin({ name: 'Again', configuration: chosen });
  const { job_id: job } = await stage.client.runPlugin(again.id, { parameters: { seed: 1, steps: 1, delay: 0 } });
  const page = await stage.open(t, '/jobs');
  const asText = (pattern, from, to) =>
    page.route(pattern, async (route) => {
      const answer = await route.fetch();
      await route.fulfill({ response: answer, body: (await answer.text()).replace(from, to) });
    });
  await asText(`**/jobs/${job}/`, '"delay":0', `"delay":0,"deep":{"id":${BIG}}`);
  await page.goto(`${stage.backend.url}/console/#/plugins/${again.id}/run?like=${job}`);
  await page.getByText(TOO_LONG).waitFor();
  assert.equal(await button(page, 'Run').isDisabled(), true);
  await asText(`**/plugins/${again.id}/`, '[1,2]', `[1,${BIG}]`);
  await page.goto(`${stage.backend.url}/console/#/plugins/${again.id}/run`);
  await page.getByLabel('seed').selectOption('1');
  await page.getByText(TOO_LONG).waitFor();
  assert.equal(await button(page, 'Run').isDisabled(), true);
});

test('a configuration with an inexact number is left unchanged when the description changes', async (t) => {
  const { id } = await stage.client.createPlugin({ name: 'Large', configuration: { seed: 1, other: 1 } });
  const page = await stage.open(t, '/jobs');
  await page.route(`**/plugins/${id}/`, async (route) => {
    if (route.request().method() !== 'GET') return route.fallback();
    const answer = await route.fetch();
    return route.fulfill({ response: answer, body: (await answer.text()).replace('"seed":1', `"seed":${BIG}`) });
  });
  await page.goto(`${stage.backend.url}/console/#/plugins/${id}/edit`);
  const configuration = page.getByLabel('Configuration');
  const source = await configuration.inputValue();
  await configuration.fill(source.replace('"other": 1', '"other": 2'));
  await page.getByText(TOO_LONG).waitFor();
  assert.equal(await button(page, 'Save').isDisabled(), true);
  assert.equal(await button(page, 'Format').count(), 0);
  await configuration.fill(source);
  await page.getByLabel('Description').fill('new');
  const body = await sent(page, 'PATCH', `/plugins/${id}/`, () => button(page, 'Save').click());
  assert.deepEqual(body, { description: 'new' });
});

test('a number of a storage is sent as it was typed, or not at all', async (t) => {
  const page = await stage.open(t, '/new-storage');
  await page.getByLabel('Name', { exact: true }).fill('Large');
  await page.getByLabel('Provider').selectOption('gcp');
  await page.getByLabel('bucket_name').fill('x');
  await page.getByLabel('credentials').fill(`{"id": ${BIG}}`);
  await button(page, 'Create').click();
  await page.getByText(TOO_LONG).waitFor();
  await page.getByLabel('Provider').selectOption('ftp');
  for (const name of ['host', 'username', 'password']) await page.getByLabel(name).fill('x');
  await page.getByLabel('port').fill('0x10');
  const body = await sent(page, 'POST', '/storages/', () => button(page, 'Create').click());
  assert.equal(body.configuration.port, '0x10');
});

test('two people edit one configuration, and both changes are kept', async (t) => {
  const { id } = await stage.client.createPlugin({ name: 'Shared', configuration: { a: 1, b: { c: 1, d: 1 } } });
  const page = await stage.open(t, `/plugins/${id}/edit`);
  await page.getByLabel('Configuration').fill('{"a": 1, "b": {"c": 2, "d": 1}, "mine": true}');
  const data = { author: 'somebody', configuration: { a: 1, b: { c: 1, d: 2 }, theirs: true } };
  await stage.client.request('PATCH', `plugins/${id}/`, { data });
  await button(page, 'Save').click();
  await page.getByText('Plugin Shared was saved').waitFor();
  const saved = await stage.client.getPlugin(id);
  assert.deepEqual([saved.author, saved.configuration], ['somebody', { a: 1, b: { c: 2, d: 2 }, theirs: true, mine: true }]);
});

test('conflicting changes of two people are reported before one overwrites the other', async (t) => {
  const { id } = await stage.client.createPlugin({ name: 'Disputed', description: 'old' });
  const page = await stage.open(t, `/plugins/${id}/edit`);
  await page.getByLabel('Description').fill('mine');
  await stage.client.request('PATCH', `plugins/${id}/`, { data: { description: 'theirs' } });
  await button(page, 'Save').click();
  await page.getByText('Somebody else changed this meanwhile: Description. Nothing was saved.').waitFor();
  assert.equal((await stage.client.getPlugin(id)).description, 'theirs');
  await button(page, 'Overwrite').click();
  await page.getByText('Plugin Disputed was saved').waitFor();
  assert.equal((await stage.client.getPlugin(id)).description, 'mine');
});

test('a number that is too large, too small, or -0 is not sent as another one', async (t) => {
  const parameters = { count: { type: 'int' }, ratio: { type: 'float' }, list: { type: 'list' } };
  const { id } = await stage.client.createPlugin({ name: 'Odd', configuration: { parameters } });
  const page = await stage.open(t, `/plugins/${id}/run`);
  const reported = (number) => page.locator('.field').getByText(`${TOO_LONG}: ${number}.`, { exact: true });
  for (const [label, typed, number] of [
    ['count', '-0', '-0'],
    ['ratio', '1e-400', '1e-400'],
    ['ratio', '-1e400', '-1e400'],
    ['ratio', '9.007199254740993e15', '9.007199254740993e15'],
    ['list', '[[[12345678901234567890]]]', '12345678901234567890'],
    ['list', '{"a": [-0.0]}', '-0.0'],
  ]) {
    await page.getByLabel(label).fill(typed);
    await button(page, 'Run').click();
    await reported(label === 'list' ? typed : number).waitFor();
    await page.getByLabel(label).fill('');
  }
  await page.getByLabel('ratio').fill('3.14159265358979323846');
  const body = await sent(page, 'POST', '/run/', () => button(page, 'Run').click());
  assert.deepEqual(body.parameters, { ratio: Math.PI });
});

test('a number from the backend that is too large is neither shown nor sent as null', async (t) => {
  const { id } = await stage.client.createPlugin({ name: 'Beyond', configuration: { limit: 1, zero: 2, other: 1 } });
  const { job_id: job } = await stage.client.runPlugin(id, { parameters: { steps: 1, delay: 0, limit: 1 } });
  await stage.client.waitForJob(job, { interval: 50 });
  const page = await stage.open(t, '/jobs');
  await page.route(new RegExp(`/(plugins/${id}|jobs/${job})/(\\?.*)?$`), async (route) => {
    if (route.request().method() !== 'GET') return route.fallback();
    const answer = await route.fetch();
    const body = (await answer.text()).replaceAll('"limit":1', '"limit":[1e400]').replaceAll('"zero":2', '"zero":-0');
    return route.fulfill({ response: answer, body });
  });
  await page.goto(`${stage.backend.url}/console/#/jobs/${job}`);
  const shown = page.getByRole('region', { name: 'Parameters' });
  await shown.locator('.json-inexact').getByText('1e999').waitFor();
  await page.goto(`${stage.backend.url}/console/#/plugins/${id}/run?like=${job}`);
  await page.getByText(`${TOO_LONG}: 1e999.`).waitFor();
  assert.equal(await button(page, 'Run').isDisabled(), true);
  await page.goto(`${stage.backend.url}/console/#/plugins/${id}/edit`);
  const configuration = page.getByLabel('Configuration');
  const source = await configuration.inputValue();
  assert.deepEqual(source.match(/1e999|-0/g), ['1e999', '-0']);
  await configuration.fill(source.replace('"other": 1', '"other": 2'));
  await page.getByText(`${TOO_LONG}: 1e999.`).waitFor();
  assert.equal(await button(page, 'Save').isDisabled(), true);
});

test('data of a serve application and JSON of a storage are sent exactly, or not at all', async (t) => {
  const page = await stage.open(t, '/new-serve?job=1');
  for (const number of ['1e400', '-0', '12345678901234567890', '1e-400']) {
    await page.getByLabel('Data').fill(`{"a": [[${number}]]}`);
    await page.getByText(`${TOO_LONG}: ${number}.`, { exact: true }).waitFor();
    assert.equal(await button(page, 'Create').isDisabled(), true);
  }
  await page.getByLabel('Data').fill('');
  page.on('dialog', (dialog) => dialog.accept());
  await page.goto(`${stage.backend.url}/console/#/new-storage`);
  await page.getByLabel('Provider').selectOption('gcp');
  for (const number of ['1e400', '-0', '12345678901234567890']) {
    await page.getByLabel('credentials').fill(`{"a": [[${number}]]}`);
    await page.getByText(`${TOO_LONG}: ${number}.`, { exact: true }).waitFor();
  }
});
