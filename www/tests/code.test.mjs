// The requests of a page and of its form are copied as code that sends the same.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { SANDBOX_TOKEN } from '../../scripts/lib/sandbox.mjs';
import { scene } from './support/scene.mjs';
import { zipOf } from './support/zip.mjs';

const stage = await scene();
const configuration = { parameters: { note: { type: 'string', default: '' } } };
const plugin = await stage.client.createPlugin({ name: 'Alpha', code: 'alpha', configuration });
const { job_id: job } = await stage.client.runPlugin(plugin.id, { parameters: { steps: 1, delay: 0 } });
const run = promisify(execFile);
const env = { PATH: process.env.PATH, SYNAPSE_API_TOKEN: SANDBOX_TOKEN };
const ROOT = fileURLToPath(new URL('../../', import.meta.url));

const open = (t, route, options) => stage.open(t, route, { permissions: ['clipboard-read', 'clipboard-write'], ...options });
const control = (page) => page.getByRole('button', { name: 'Copy as curl or JavaScript' });
const curl = async (line) => JSON.parse((await run('/bin/sh', ['-c', line.replace('curl', 'curl -sS')], { env })).stdout);

async function copied(page, what) {
  await page.getByRole('dialog').getByRole('button', { name: `Copy: ${what}` }).click();
  await page.getByRole('button', { name: 'Copied' }).waitFor();
  return page.evaluate(() => window.navigator.clipboard.readText());
}

test('the filtered list of jobs is copied as a curl command and as a program', async (t) => {
  const page = await open(t, `/jobs?plugin=${plugin.id}&since=24h`);
  await control(page).click();
  const answer = await curl(await copied(page, 'GET /jobs/'));
  assert.deepEqual(answer.results.map(({ id }) => id), [job]);
  await page.getByRole('button', { name: 'JavaScript', exact: true }).click();
  const program = await copied(page, 'GET /jobs/');
  const { stdout } = await run(process.execPath, ['--input-type=module', '-e', program], { cwd: ROOT, env });
  assert.match(stdout, new RegExp(`id: ${job},`));
  assert.equal((await page.content()).includes(SANDBOX_TOKEN), false);
});

test('the request of a form is copied with its input, and nothing is sent', async (t) => {
  const page = await open(t, `/plugins/${plugin.id}/run`);
  await page.getByLabel('note').fill("it's $HOME");
  let sent = 0;
  page.on('request', (request) => (sent += request.method() === 'POST' ? 1 : 0));
  await control(page).click();
  const line = await copied(page, `POST /plugins/${plugin.id}/run/`);
  assert.equal(sent, 0);
  const { job_id: made } = await curl(line);
  assert.equal((await stage.client.getJob(made)).parameters.note, "it's $HOME");
  await page.keyboard.press('Escape');
  assert.equal(await page.getByLabel('note').inputValue(), "it's $HOME");
});

for (const [route, requests] of Object.entries({
  '/plugins': ['GET /plugins/'],
  [`/plugins/${plugin.id}`]: [`GET /plugins/${plugin.id}/`, 'GET /plugin_releases/'],
  [`/plugins/${plugin.id}/edit`]: [`PATCH /plugins/${plugin.id}/`, `GET /plugins/${plugin.id}/`],
  [`/plugins/${plugin.id}/run`]: [
    `POST /plugins/${plugin.id}/run/`,
    `GET /plugins/${plugin.id}/`,
    'GET /plugin_releases/',
    'GET /agents/',
  ],
  [`/jobs/${job}`]: [`GET /jobs/${job}/`, `GET /jobs/${job}/console_logs/`],
  '/new-plugin': ['POST /plugins/'],
  '/serve': ['GET /serve_applications/'],
  '/storages': ['GET /storages/'],
  '/agents': ['GET /agents/'],
})) {
  test(`${route} shows its requests`, async (t) => {
    const page = await open(t, route);
    await page.locator('.skeleton').waitFor({ state: 'detached' });
    await control(page).click();
    await page.locator('.code').first().waitFor();
    const titles = await page.locator('.code pre').evaluateAll((all) => all.map((one) => one.getAttribute('aria-label')));
    assert.deepEqual(titles, requests);
  });
}

test('an incomplete form says so', async (t) => {
  const page = await open(t, '/new-serve');
  await control(page).click();
  await page.getByText('If it has a form, fill it in first.').waitFor();
});

test('secrets in the request of a storage’s form are masked, with a note', async (t) => {
  const page = await open(t, '/new-storage');
  await page.getByLabel('secret_access_key').fill('very-secret');
  await control(page).click();
  await page.getByText('This page sends no requests.').waitFor();
  await page.keyboard.press('Escape');
  for (const [label, text] of Object.entries({ Name: 'Shelf', bucket_name: 'shelf', region: 'north', access_key_id: 'AKIA0' })) {
    await page.getByLabel(label, { exact: true }).fill(text);
  }
  await control(page).click();
  await page.getByText('Secrets are masked: put them in before you run it.').waitFor();
  const line = await copied(page, 'POST /storages/');
  assert.equal(line.includes('very-secret'), false);
  assert.equal((await page.content()).includes('very-secret'), false);
  const { id } = await curl(line);
  const { name, configuration } = await stage.client.getStorage(id);
  assert.deepEqual([name, configuration.bucket_name], ['Shelf', 'shelf']);
});

test('the change of a job’s status is copied from its dialog, and not sent', async (t) => {
  const { job_id: waiting } = await stage.client.runPlugin(plugin.id, { parameters: { steps: 1, delay: 3600 } });
  const page = await open(t, `/jobs/${waiting}`);
  await page.getByRole('button', { name: 'Change status' }).click();
  const dialog = page.getByRole('dialog', { name: 'Change status' });
  await dialog.getByLabel('Status', { exact: true }).selectOption('failed');
  await control(dialog).click();
  await page.getByRole('dialog', { name: 'Requests of this page' }).getByRole('button', { name: `Copy: PATCH /jobs/${waiting}/` }).click();
  await page.getByRole('button', { name: 'Copied' }).waitFor();
  const line = await page.evaluate(() => window.navigator.clipboard.readText());
  assert.notEqual((await stage.client.getJob(waiting)).status, 'failed');
  await page.keyboard.press('Escape');
  assert.equal(await dialog.getByLabel('Status', { exact: true }).inputValue(), 'failed');
  assert.equal((await curl(line)).status, 'failed');
});

test('an upload is copied as a curl command and as a program, which send the file of that name', async (t) => {
  const cwd = await mkdtemp(join(tmpdir(), 'upload-'));
  t.after(() => rm(cwd, { recursive: true }));
  const name = `it's a, 1.0.0; b.zip`;
  const buffer = zipOf('a.py', '1');
  await writeFile(join(cwd, name), buffer);
  const page = await open(t, `/plugins/${plugin.id}/release`);
  await page.locator('input[type=file]').setInputFiles({ name, mimeType: 'application/zip', buffer });
  const what = 'POST /plugin_releases/';
  const releases = async () => (await stage.client.listPluginReleases(plugin.id)).map(({ version }) => version).sort();
  await page.getByLabel('What is new').fill('@file\nof $HOME');
  await control(page).click();
  const line = await copied(page, what);
  assert.deepEqual(await releases(), []);
  const { stdout } = await run('/bin/sh', ['-c', line.replace('curl', 'curl -sS')], { env, cwd });
  const made = JSON.parse(stdout);
  assert.deepEqual([made.version, made.changelog], ['1.0.0', '@file\nof $HOME']);
  await page.keyboard.press('Escape');
  await page.getByLabel('Version').fill('1.1.0');
  await control(page).click();
  await page.getByRole('button', { name: 'JavaScript', exact: true }).click();
  const program = (await copied(page, what)).replace('const client', `process.chdir('${cwd}');\nconst client`);
  await run(process.execPath, ['--input-type=module', '-e', program], { cwd: ROOT, env });
  assert.deepEqual(await releases(), ['1.0.0', '1.1.0']);
});
