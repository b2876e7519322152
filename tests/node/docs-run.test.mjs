// Runs the JavaScript and TypeScript of the documentation. Each block runs by itself, against a sandbox that has what the blocks use.
import assert from 'node:assert/strict';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { transform } from 'esbuild';
import { zip } from '../../examples/lib/zip.mjs';
import { codeBlocks, guides, preludeOf, readPage, root } from '../support/markdown.mjs';
import { run } from '../support/run.mjs';
import { SANDBOX_TOKEN, sandbox, temporaryFolder } from '../support/sandbox.mjs';

// The ids of the Python document.
const [PLUGIN, RELEASE, JOB, STORAGE] = [123, 456, 789, 123];

const { url, client } = await sandbox('--agent-token', 'agent-token-of-the-sandbox');
const folder = await temporaryFolder();
const path = (name) => join(folder, name);
const agent = (await client.listAgents()).find(({ token }) => token);

/** Texts in the pages, and their replacements here. */
const STAND_INS = Object.entries({
  'https://api.synapse.sh': url,
  'http://127.0.0.1:8787': url,
  'your-token': SANDBOX_TOKEN,
  'agent-token-123': agent.token,
  '/path/to/': `${folder}/`,
  // Skips waits.
  'interval: 5000': 'interval: 50',
  '{ throwOnFailure: true }': '{ throwOnFailure: true, interval: 50 }',
});

await fill();

for (const page of await guides()) {
  for (const { heading, line, note, file, code: source } of codeBlocks(await readPage(page), ['js', 'ts'])) {
    const { code } = await transform(source, { loader: 'ts' });
    const needsPage = /\bdocument\./.test(code);
    if (needsPage || file || note === 'types only') continue;
    test(`${page}:${line}, ${heading}`, async () => {
      const { stdout, stderr } = await runBlock(code, `${page.replace(/\W/g, '-')}-${line}.mjs`);
      assert.notEqual(stdout, '', 'it prints nothing');
      assert.equal(stderr, '');
      const expected = page === 'docs/from-python.md' ? FROM_PYTHON[heading] : /./;
      assert.ok(expected, `nothing is expected of ${heading}`);
      assert.match(stdout, expected);
    });
  }
}

/** The expected output of the blocks beside the Python ones. */
const FROM_PYTHON = {
  'The client': /^http:\/\/127\.0\.0\.1:\d+\n$/,
  health_check_agent: /^Agent status: \{[^]*status: 'connected'[^]*\nAgent health check failed: 404 .*\/agents\/\*\*\*\/connect\/: /,
  get_plugin: /^Plugin: .+\nVersion: .*\nDescription: .*\nAuthor: .*\n$/,
  create_plugin: /^Created plugin with ID: \d+\n$/,
  update_plugin: /^1\.1\.0\n$/,
  run_plugin: /^Plugin execution started: \d+\n$/,
  get_plugin_release: new RegExp(`^Release 0\\.0\\.${RELEASE} for plugin ${PLUGIN}\\n\\{\\n  id: ${PLUGIN},`),
  create_plugin_release: /^Created release: \d+\n$/,
  get_job: new RegExp(`^Job ${JOB}: completed\\nJob logs: \\[`),
  list_jobs: /^20 of \d{3} \d+ \d+ 20\n$/,
  update_job: /^running \(75%\)\n$/,
  list_job_console_logs: /^\[\d{4}-.+\] INFO: Simulated run/,
  list_storages: /^Storage: Storage 1 \(file_system\)\n(Storage: .+\n)+$/,
  get_storage: /^Storage: Storage 123\nProvider: file_system\nConfiguration: \{ base_path: '\/data' \}\n$/,
  create_storage: /^\d+ \d+\n$/,
  'The complete workflow': /^Created plugin: \d+\nCreated release: \d+\nStarted job: \d+\n(Job .*\n)+Job completed successfully!\nResult: /,
  'Error handling': /^\{ job_id: \d+, .+\}\nPlugin 999999 not found\nInvalid parameters: \{\s+parameters: \{ steps: \[/,
};

test('every example of the Python document is beside its JavaScript', async () => {
  const text = await readPage('docs/from-python.md');
  const headings = (language) => codeBlocks(text, [language]).map(({ heading }) => heading);
  assert.deepEqual(headings('python'), headings('js'));
  assert.deepEqual(headings('js'), Object.keys(FROM_PYTHON));
});

async function runBlock(code, name) {
  const text = preludeOf(code, 'const client = new BackendClient();') + code;
  const program = STAND_INS.reduce((before, [from, to]) => before.replaceAll(from, to), text);
  await writeFile(path(name), program);
  const env = { SYNAPSE_BASE_URL: url, SYNAPSE_API_TOKEN: SANDBOX_TOKEN };
  const outcome = await run(process.execPath, [path(name)], { cwd: folder, env });
  assert.equal(outcome.code, 0, outcome.stderr);
  return outcome;
}

async function fill() {
  await mkdir(path('node_modules'));
  await symlink(root, path('node_modules/synapse-backend-client'));
  const archive = zip({ 'plugin/main.py': 'def run():\n    pass\n' });
  for (const name of ['plugin.zip', 'plugin_v2.zip']) await writeFile(path(name), archive);
  await writeFile(path('token.txt'), `${SANDBOX_TOKEN}\n`);

  await times(PLUGIN, (number) => client.createPlugin({ name: `Plugin ${number}`, version: '1.0.0' }));
  await times(STORAGE, (number) => client.createStorage({ name: `Storage ${number}`, provider: 'file_system', configuration: { base_path: '/data' } }));
  await times(RELEASE, (number) => client.createPluginRelease({ plugin: PLUGIN, version: `0.0.${number}`, file: archive }));
  await times(JOB, () => client.runPlugin(1, { parameters: { steps: 1, delay: 0 } }));
  await client.waitForJob(JOB, { interval: 10 });
}

/** One after the other, because ids are assigned in this order. */
async function times(count, create) {
  for (let number = 1; number <= count; number += 1) await create(number);
}
