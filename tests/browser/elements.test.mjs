// The custom elements of the installed package, in a page without a bundler.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { embedding, eventsIn, withElement } from '../support/embed.mjs';
import { sandbox } from '../support/sandbox.mjs';

const { url, client } = await sandbox();
const embed = await embedding();
const plugin = await client.createPlugin({ name: 'Alpha' });
const { job_id: job } = await client.runPlugin(plugin.id, { parameters: { steps: 5, delay: 3600 } });
await client.updateJob(job, { status: 'running', console_logs: ['first', 'second'] });

const ZIP = { mimeType: 'application/zip', buffer: Buffer.from('PK\u0005\u0006'.padEnd(22, '\0')) };
const CLIENT = `new (await import('synapse-backend-client')).BackendClient({ baseUrl: '${url}', apiToken: 'sandbox-token' })`;

test('a log shows a job, dispatches an event for a clicked line, and switches to another job', async (t) => {
  const page = await embed(t, withElement(`<synapse-job-log job="${job}"></synapse-job-log>`, url));
  await page.getByText('second').waitFor();
  await page.getByRole('button', { name: 'Line 2: link to it' }).click();
  assert.deepEqual(await eventsIn(page), [['synapse-line-click', { line: 2, lastLine: 2 }, 'synapse-job-log']]);
  const log = page.locator('synapse-job-log');
  await log.evaluate((element) => element.setAttribute('line', '1'));
  await page.locator('.log-marked').getByText('first').waitFor();
  await log.evaluate((element) => (element.line = 2));
  await page.locator('.log-marked').getByText('second').waitFor();
  await page.getByRole('button', { name: 'Line 1: link to it' }).click({ modifiers: ['Shift'] });
  assert.deepEqual((await eventsIn(page)).at(-1)[1], { line: 1, lastLine: 2 });
  await log.evaluate((element) => (element.line = '1-2'));
  await page.locator('.log-marked').getByText('first').waitFor();
  assert.equal(await log.evaluate((element) => element.line), 1);
  await page.getByRole('button', { name: 'Regular expression' }).click();
  await page.getByLabel('Search the log').fill('^s.c.nd$');
  await page.getByText('0 of 1').waitFor();
  await page.getByRole('button', { name: 'Unmark' }).click();
  assert.equal(await log.evaluate((element) => element.line), null);
  const { job_id: other } = await client.runPlugin(plugin.id, { parameters: { steps: 1, delay: 0 } });
  await log.evaluate((element, id) => (element.job = id), other);
  await page.getByText('Simulated run completed').waitFor();
  assert.equal(await log.getAttribute('job'), String(other));
  await log.evaluate((element) => (element.client = undefined));
  await page.getByText('Simulated run completed').waitFor({ state: 'detached' });
});

test('an upload box releases a package, and dispatches an event with the release', async (t) => {
  const page = await embed(t, withElement(`<synapse-upload-box plugin="${plugin.id}"></synapse-upload-box>`, url));
  await page.locator('input[type=file]').setInputFiles({ name: 'a-1.0.0.zip', ...ZIP });
  await page.getByRole('button', { name: 'Upload' }).click();
  await page.getByText('Released as 1.0.0').waitFor();
  const [[type, { release, file }, target]] = await eventsIn(page);
  assert.deepEqual([type, release.version, file, target], ['synapse-release', '1.0.0', 'a-1.0.0.zip', 'synapse-upload-box']);
});

test('an upload box dispatches an event for a failure', async (t) => {
  const page = await embed(t, withElement('<synapse-upload-box plugin="99999"></synapse-upload-box>', url));
  await page.locator('input[type=file]').setInputFiles({ name: 'a-1.0.0.zip', ...ZIP });
  await page.getByRole('button', { name: 'Upload' }).click();
  await page.getByText('object does not exist').waitFor();
  const expected = ['synapse-upload-error', { file: 'a-1.0.0.zip', error: 'validation' }, 'synapse-upload-box'];
  assert.deepEqual(await eventsIn(page), [expected]);
});

test('properties that are set before the elements are defined have an effect', async (t) => {
  const page = await embed(t, `<synapse-job-log></synapse-job-log><synapse-upload-box></synapse-upload-box>
    <script type="module">
      const [log, box] = document.querySelectorAll('synapse-job-log, synapse-upload-box');
      log.client = box.client = ${CLIENT};
      Object.assign(log, { job: ${job}, line: 2 });
      box.plugin = '${plugin.id}';
      await import('synapse-backend-client/elements');
    </script>`);
  await page.locator('.log-marked').getByText('second').waitFor();
  await page.getByText('Drop packages here').waitFor();
});

test('a value that is not a client or an id is refused by name', async (t) => {
  const page = await embed(t, withElement('<synapse-job-log></synapse-job-log>', url));
  const refused = await page.locator('synapse-job-log').evaluate((log) => {
    const refusal = (name, value) => {
      try {
        log[name] = value;
      } catch (error) {
        return String(error);
      }
    };
    return [refusal('client', { baseUrl: '/' }), refusal('job', { id: 1 }), refusal('job', Promise.resolve(1))];
  });
  assert.deepEqual(refused, [
    'TypeError: client must be a BackendClient',
    'TypeError: job must be a number or a string, not [object Object]',
    'TypeError: job must be a number or a string, not [object Promise]',
  ]);
});

test('two copies of the elements work, and either sets the language', async (t) => {
  const elements = '/node_modules/synapse-backend-client/pkg/elements.js';
  const page = await embed(t, `<html lang="en"><body>
    <script type="module">
      const first = await import('${elements}?copy=1');
      const second = await import('${elements}?copy=2');
      const log = new second.JobLogElement();
      log.client = ${CLIENT};
      log.job = ${job};
      document.body.append(log);
      globalThis.isOfBoth = log instanceof first.JobLogElement && log === document.querySelector('synapse-job-log');
      globalThis.refused = await second.setLanguage('ko-KR').catch(String);
      await second.setLanguage('ko');
    </script>`);
  await page.getByText('second').waitFor();
  assert.equal(await page.evaluate(() => globalThis.isOfBoth), true);
  await page.getByRole('searchbox', { name: '로그 검색' }).waitFor();
  assert.equal(await page.locator('.log').evaluate((log) => log.closest('[lang]').lang), 'ko');
  assert.equal(await page.locator('html').getAttribute('lang'), 'en');
  assert.equal(await page.evaluate(() => globalThis.refused), 'RangeError: setLanguage: there is no "ko-KR": one of en, ko');
});

const HOSTILE = `* { text-transform: uppercase !important; direction: rtl !important; letter-spacing: 1em !important; word-spacing: 2em !important;
  color: red !important; font: italic 900 40px/3 cursive !important; text-align: right !important; text-indent: 50px !important;
  white-space: pre-line !important; writing-mode: vertical-rl !important; text-shadow: 0 0 9px red !important; cursor: wait !important;
  list-style: square !important; border-collapse: separate !important; word-break: break-all !important; hyphens: auto !important;
  font-variant: small-caps !important; text-decoration: line-through !important; user-select: none !important; tab-size: 40 !important;
  box-sizing: content-box !important; unicode-bidi: bidi-override !important; line-break: anywhere !important; quotes: none !important }`;

test("the page's style sheet does not affect the elements", async (t) => {
  const styled = async (css) => {
    const element = `<synapse-job-log job="${job}" style="width: 900px"></synapse-job-log><style>${css}</style>`;
    const page = await embed(t, withElement(element, url));
    await page.getByText('second').waitFor();
    return page.locator('.log').evaluate((log) => {
      const elements = [...log.querySelectorAll('.log-text, .log-number, .log-count, input, .log-toggle')];
      return elements.map((element) => {
        const style = window.getComputedStyle(element);
        return Object.fromEntries([...style].map((name) => [name, style.getPropertyValue(name)]));
      });
    });
  };
  const clean = await styled('');
  const hostile = await styled(HOSTILE);
  assert.ok(clean.length > 8);
  const names = clean.flatMap((style, i) => Object.keys(style).filter((name) => hostile[i][name] !== style[name]));
  assert.deepEqual([...new Set(names)], []);
});

/** Pages that set an element's size, or leave it to its content. */
const UNSIZED = [
  '* { all: unset !important }',
  'synapse-job-log { display: inline }',
  'synapse-job-log { height: auto }',
  'body { display: flex }',
];

for (const css of UNSIZED) {
  test(`a log is visible in a page with ${css}`, async (t) => {
    const page = await embed(t, withElement(`<synapse-job-log job="${job}"></synapse-job-log><style>${css}</style>`, url));
    await page.getByText('second').waitFor();
    const { width, height } = await page.locator('.log-lines').boundingBox();
    assert.ok(width >= 500 && height >= 300 && height <= 500, `${width} × ${height}`);
  });
}

test('elements follow the colours, hidden, and color-scheme of the page', async (t) => {
  const page = await embed(t, withElement(`<synapse-job-log job="${job}"></synapse-job-log>
    <style>:root { color-scheme: dark } synapse-job-log { --accent: rgb(1, 2, 3); height: 333px }</style>`, url));
  await page.getByText('second').waitFor();
  const log = page.locator('.log');
  const look = (name) => log.evaluate((element, property) => window.getComputedStyle(element).getPropertyValue(property), name);
  assert.equal(await look('--accent'), 'rgb(1, 2, 3)');
  assert.equal(await look('height'), '333px');
  const dark = await look('background-color');
  await page.evaluate(() => (document.documentElement.style.colorScheme = 'light'));
  assert.notEqual(await look('background-color'), dark);
  for (const css of ['visibility: hidden', 'display: none']) {
    await page.locator('synapse-job-log').evaluate((element, style) => (element.style = style), css);
    assert.equal(await log.isVisible(), false, css);
  }
});

test('the elements work under the policy that the client needs', async (t) => {
  const policy = `default-src 'none'; script-src 'self' 'nonce-page' 'wasm-unsafe-eval'; connect-src *; require-trusted-types-for 'script'`;
  const page = await embed(t, `<meta http-equiv="Content-Security-Policy" content="${policy}">
    <synapse-job-log job="${job}" line="2"></synapse-job-log><synapse-upload-box plugin="${plugin.id}"></synapse-upload-box>
    <script type="module" nonce="page">
      import 'synapse-backend-client/elements';
      const client = ${CLIENT};
      for (const element of document.querySelectorAll('synapse-job-log, synapse-upload-box')) element.client = client;
    </script>`);
  await page.locator('.log-marked').getByText('second').waitFor();
  await page.locator('input[type=file]').setInputFiles({ name: 'a-3.0.0.zip', ...ZIP });
  await page.getByRole('button', { name: 'Upload' }).click();
  await page.getByText('Released as 3.0.0').waitFor();
});

test('without a client, nothing is shown and nothing fails', async (t) => {
  const page = await embed(t, `<synapse-job-log job="${job}"></synapse-job-log>
    <script type="module">import 'synapse-backend-client/elements';</script>`);
  await page.waitForFunction(() => window.customElements.get('synapse-job-log'));
  assert.equal(await page.locator('synapse-job-log').innerText(), '');
});
