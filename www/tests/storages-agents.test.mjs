import assert from 'node:assert/strict';
import { test } from 'node:test';
import { scene } from './support/scene.mjs';

const stage = await scene();

test('a storage is created by its provider’s form, and its secrets are not shown', async (t) => {
  const page = await stage.open(t, '/storages');
  await page.getByRole('link', { name: 'New storage' }).click();
  await page.getByLabel('Name', { exact: true }).fill('Training data');
  const typed = { bucket_name: 'training', region: 'us-west-2', access_key_id: 'AKIA-HIDDEN', secret_access_key: 'very-secret' };
  for (const [name, value] of Object.entries(typed)) await page.getByLabel(name).fill(value);
  await page.getByRole('button', { name: 'Create' }).click();
  await page.getByText('Storage Training data was created').waitFor();
  await page.getByRole('region', { name: 'Configuration' }).getByText('"us-west-2"').waitFor();
  const html = await page.content();
  for (const secret of [typed.access_key_id, typed.secret_access_key]) assert.equal(html.includes(secret), false);
  const [storage] = await stage.client.listStorages();
  assert.deepEqual((await stage.client.getStorage(storage.id)).configuration, typed);
});

test('each provider has its own fields, and only those are sent', async (t) => {
  const page = await stage.open(t, '/new-storage');
  await page.getByLabel('Name', { exact: true }).fill('Files');
  await page.getByLabel('bucket_name').fill('left behind');
  await page.getByLabel('Provider').selectOption('sftp');
  assert.equal(await page.getByLabel('bucket_name').count(), 0);
  await page.getByLabel('host').fill('files.example.com');
  await page.getByLabel('username').fill('me');
  await page.getByLabel('port').fill('2222');
  const [request] = await Promise.all([page.waitForRequest('**/storages/'), page.getByRole('button', { name: 'Create' }).click()]);
  assert.deepEqual(request.postDataJSON().configuration, { host: 'files.example.com', username: 'me', port: 2222 });
});

test('the backend accepts every provider in the form', async (t) => {
  const page = await stage.open(t, '/new-storage');
  const providers = await page.getByLabel('Provider').locator('option').evaluateAll((options) => options.map(({ value }) => value));
  assert.ok(providers.includes('digital_ocean'));
  for (const provider of providers) await stage.client.createStorage({ name: provider, provider, configuration: {} });
});

test('the input of a secret is hidden', async (t) => {
  const page = await stage.open(t, '/new-storage');
  for (const name of ['access_key_id', 'secret_access_key']) assert.equal(await page.getByLabel(name).getAttribute('type'), 'password');
});

test('secrets under other names, in texts and in URLs are masked', async (t) => {
  const secret = 'hush-9Xq';
  const configuration = {
    region: 'us-west-2',
    accessKey: secret,
    apiKey: secret,
    accountKey: secret,
    pwd: secret,
    connectionString: `AccountName=shown;AccountKey=${secret};EndpointSuffix=core`,
    endpoint: `https://user:${secret}@minio.example.com/x?sig=${secret}&page=1`,
    database: `host=db.example.com password=${secret} user=me`,
    environment: [{ name: 'password', value: secret }, ['api_key', secret]],
    credentials_file: { inner: secret },
    text: JSON.stringify({ host: 'files.example.com', nested: { private_key: secret } }),
    certificate: `-----BEGIN PRIVATE KEY-----\n${secret}\n-----END PRIVATE KEY-----`,
  };
  const storage = await stage.client.createStorage({ name: 'Hidden', provider: 'minio', configuration });
  const page = await stage.open(t, `/storages/${storage.id}`);
  const shown = page.getByRole('region', { name: 'Configuration' });
  await shown.getByText('"us-west-2"').waitFor();
  assert.equal((await page.content()).includes(secret), false);
  const text = await shown.innerText();
  for (const part of ['minio.example.com', 'files.example.com', 'db.example.com']) assert.ok(text.includes(part), part);
});

test('secrets in other notations and under unknown names are masked', async (t) => {
  const secret = 'hush-9Xq';
  const configuration = {
    region: 'us-west-2',
    dbpass: secret,
    seed_phrase: secret,
    비밀번호: secret,
    Kennwort: secret,
    webhook_url: `https://hooks.example.com/${secret}`,
    url: `user:${secret}@files.example.com`,
    path: `--password ${secret}`,
    format: `password: |\n  ${secret}\nhost: x`,
    description: `<password>${secret}</password>`,
    type: `"{\\"password\\":\\"${secret}\\"}"`,
    options: ['--token', secret, 'name', { type: 'password', value: secret }, { isSecret: true, value: secret }],
    settings: [{ name: 'endpoint', value: 'https://shown.example.com' }, { Name: 'PASSWORD', Value: secret }],
    file: `---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----\n${secret}`,
  };
  const storage = await stage.client.createStorage({ name: 'Spelled', provider: 'minio', configuration });
  const page = await stage.open(t, `/storages/${storage.id}`);
  const shown = page.getByRole('region', { name: 'Configuration' });
  await shown.getByText('"us-west-2"').waitFor();
  assert.equal((await page.content()).includes(secret), false);
  await shown.getByText('"https://shown.example.com"').waitFor();
});

test('the health of an agent is checked', async (t) => {
  const page = await stage.open(t, '/agents');
  const row = page.getByRole('row').filter({ hasText: 'spare-agent' });
  await row.getByText('disconnected').waitFor();
  await row.getByRole('button', { name: 'Check health' }).click();
  await page.getByText('spare-agent answers: connected').waitFor();
  await row.getByText('connected', { exact: true }).waitFor();
});

test('an agent that does not respond is reported beside it', async (t) => {
  const page = await stage.open(t, '/agents');
  await page.route('**/connect/', (route) => route.fulfill({ status: 502, json: { detail: 'Agent unreachable.' } }));
  const row = page.getByRole('row').filter({ hasText: 'local-agent' });
  await row.getByRole('button', { name: 'Check health' }).click();
  await row.getByText('Agent unreachable.').waitFor({ timeout: 30_000 });
});

test('the page contains no agent token', async (t) => {
  const page = await stage.open(t, '/agents');
  await page.getByText('gpu-agent').waitFor();
  const html = await page.content();
  for (const { token } of await stage.client.listAgents()) assert.equal(html.includes(token), false);
});

test('agents beyond one page are on the next', async (t) => {
  const page = await stage.open(t, '/jobs');
  const agents = Array.from({ length: 51 }, (_, index) => ({ id: index + 1, name: `agent ${index + 1}`, status: 'connected' }));
  await page.route('**/agents/?**', (route) => {
    const requested = new URL(route.request().url()).searchParams;
    const [number, size] = [Number(requested.get('page') ?? 1), Number(requested.get('page_size'))];
    return route.fulfill({ json: { count: agents.length, results: agents.slice((number - 1) * size, number * size) } });
  });
  await page.goto(`${stage.backend.url}/console/#/agents`);
  await page.getByText('1–50 of 51').waitFor();
  await page.getByRole('button', { name: 'Next page' }).click();
  await page.getByText('agent 51', { exact: true }).waitFor();
  await page.getByText('51–51 of 51').waitFor();
  assert.match(page.url(), /#\/agents\?page=2$/);
});
