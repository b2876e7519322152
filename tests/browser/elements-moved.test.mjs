// The custom elements of the installed package, moved within a page and removed from it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { until } from '../node/long/support/until.mjs';
import { embedding, eventsIn, withElement } from '../support/embed.mjs';
import { sandbox } from '../support/sandbox.mjs';
import { json, server } from '../support/server.mjs';

const { url, client } = await sandbox();
const embed = await embedding();
const plugin = await client.createPlugin({ name: 'Alpha' });
const { job_id: job } = await client.runPlugin(plugin.id, { parameters: { steps: 5, delay: 3600 } });
const lines = Array.from({ length: 400 }, (_, i) => `line ${i + 1}`);
await client.updateJob(job, { status: 'running', console_logs: lines });

const isTail = (request) => request.url().includes('tail_console_logs');

/** Appended elsewhere, to another shadow root, and in two steps with a promise in between. */
const MOVES = {
  'by append': (element) => {
    document.querySelector('main').append(element);
  },
  'by a re-order': (element) => {
    element.parentElement.insertBefore(element, element.parentElement.lastChild);
  },
  'out and in again': async (element) => {
    element.remove();
    await Promise.resolve();
    document.querySelector('main').append(element);
  },
};

for (const [how, move] of Object.entries(MOVES)) {
  test(`a moved log stays connected and keeps its position: ${how}`, async (t) => {
    const page = await embed(t, withElement(`<synapse-job-log job="${job}"></synapse-job-log><main></main>`, url));
    await page.getByText('line 400', { exact: true }).waitFor();
    await page.locator('.log-lines').hover();
    await page.mouse.wheel(0, -3000);
    await page.getByText('line 250', { exact: true }).waitFor();
    const place = () => page.locator('.log-lines').evaluate((scroller) => scroller.scrollTop);
    const before = await place();
    const requests = [];
    page.on('requestfailed', (request) => requests.push(request.url()));
    page.on('request', (request) => requests.push(request.url()));
    await page.locator('synapse-job-log').evaluate(move);
    await client.updateJob(job, { console_logs: [`after it moved ${how}`] });
    await page.getByRole('button', { name: 'Follow', exact: true }).waitFor();
    assert.equal(await place(), before);
    await page.getByText('line 250', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Follow', exact: true }).click();
    await page.getByText(`after it moved ${how}`).waitFor();
    assert.deepEqual(requests, []);
  });
}

test('a log that is moved to another window and back keeps its connection and look', async (t) => {
  const page = await embed(t, withElement(`<synapse-job-log job="${job}" style="width: 900px"></synapse-job-log><iframe width="900" height="600"></iframe>`, url));
  await page.getByText('line 400', { exact: true }).waitFor();
  const log = await page.locator('synapse-job-log').elementHandle();
  const look = () => log.evaluate(({ shadowRoot: root }) => {
    const { fontSize, position } = window.getComputedStyle(root.querySelector('.log-row'));
    return { fontSize, position, width: root.querySelector('.log').offsetWidth, height: root.querySelector('.log').offsetHeight };
  });
  const before = await look();
  await log.evaluate((element) => document.querySelector('iframe').contentDocument.body.append(element));
  assert.deepEqual(await look(), before);
  await client.updateJob(job, { console_logs: ['in another window'] });
  await page.frameLocator('iframe').getByText('in another window').waitFor();
  await log.evaluate((element) => document.body.prepend(element));
  assert.deepEqual(await look(), before);
  await client.updateJob(job, { console_logs: ['back again'] });
  await page.getByText('back again').waitFor();
});

test('a removed log sends no requests, and loads again when it is added', async (t) => {
  const page = await embed(t, withElement(`<synapse-job-log job="${job}"></synapse-job-log>`, url));
  await page.getByText('Live', { exact: true }).waitFor();
  const closed = page.waitForEvent('requestfailed', isTail);
  const log = await page.locator('synapse-job-log').elementHandle();
  await log.evaluate((element) => element.remove());
  await closed;
  await log.evaluate((element) => document.body.append(element));
  await page.getByText('Live', { exact: true }).waitFor();
});

/** A backend whose uploads wait for `goOn`, and an upload box with two running uploads. */
async function uploading(t) {
  const held = [];
  const backend = await server(({ method }, response) => {
    response.setHeader('Access-Control-Allow-Origin', '*').setHeader('Access-Control-Allow-Headers', '*, Synapse-Access-Token');
    if (method === 'OPTIONS') response.writeHead(204).end();
    else held.push(response);
  });
  const page = await embed(t, withElement('<synapse-upload-box plugin="1"></synapse-upload-box><main></main>', backend.url));
  const names = ['a-1.0.0.zip', 'b-1.0.0.zip'];
  const buffer = Buffer.from('PK\u0005\u0006'.padEnd(22, '\0'));
  await page.locator('input[type=file]').setInputFiles(names.map((name) => ({ name, mimeType: 'application/zip', buffer })));
  await page.getByRole('button', { name: 'Upload all' }).click();
  await until(() => held.length === 1, 'the first upload has come');
  const box = await page.locator('synapse-upload-box').elementHandle();
  const isBusy = () => box.evaluate((element) => element.busy);
  await until(isBusy, 'the box is busy');
  return { page, box, held, isBusy };
}

/** Where the events reach its own document. */
const toWindow = (element) => {
  document.querySelector('main').append(document.createElement('iframe'));
  const { contentDocument: other } = document.querySelector('iframe');
  other.addEventListener('synapse-release', ({ type, detail }) => globalThis.events.push([type, { file: detail.file.name }]));
  other.body.append(element);
};

for (const [how, move] of Object.entries({ ...MOVES, 'to another window': toWindow })) {
  test(`uploads continue while the box is moved: ${how}`, async (t) => {
    const { page, box, held, isBusy } = await uploading(t);
    await box.evaluate(move);
    json(held[0], { id: 1, version: '1.0.0' }, 201);
    await until(() => held.length === 2, 'the second upload has come');
    json(held[1], { id: 2, version: '1.0.0' }, 201);
    await until(async () => !(await isBusy()), 'all are over');
    const events = (await eventsIn(page)).map(([type, { file }]) => [type, file]);
    assert.deepEqual(events, [['synapse-release', 'a-1.0.0.zip'], ['synapse-release', 'b-1.0.0.zip']]);
  });
}

test('a removed box aborts its uploads, also those that wait, and dispatches an event for each', async (t) => {
  const { page, box, held, isBusy } = await uploading(t);
  let isClosed = false;
  held[0].once('close', () => (isClosed = true));
  await box.evaluate((element) => {
    element.addEventListener('synapse-upload-abort', ({ detail: { file, mayHaveBeenReleased } }) => {
      globalThis.events.push([file.name, mayHaveBeenReleased]);
    });
    element.remove();
  });
  await until(() => isClosed, 'the connection is closed');
  await until(async () => (await eventsIn(page)).length === 2, 'two events');
  assert.deepEqual((await eventsIn(page)).sort(), [['a-1.0.0.zip', true], ['b-1.0.0.zip', false]]);
  assert.equal(await isBusy(), false);
  await box.evaluate((element) => document.body.append(element));
  await page.getByText('Drop packages here').waitFor();
  assert.equal(held.length, 1);
});

test('a cancelled upload dispatches an event', async (t) => {
  const { page, held } = await uploading(t);
  for (const name of ['b-1.0.0.zip', 'a-1.0.0.zip']) {
    await page.getByRole('article', { name }).getByRole('button', { name: 'Cancel' }).click();
  }
  await until(async () => (await eventsIn(page)).length === 2, 'two events');
  assert.deepEqual((await eventsIn(page)).map(([type, { file }]) => [type, file]), [
    ['synapse-upload-abort', 'b-1.0.0.zip'],
    ['synapse-upload-abort', 'a-1.0.0.zip'],
  ]);
  assert.equal(held.length, 1);
});
