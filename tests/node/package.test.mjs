import assert from 'node:assert/strict';
import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { run } from '../support/run.mjs';
import { SANDBOX_TOKEN, sandbox, temporaryFolder } from '../support/sandbox.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const { url } = await sandbox();
const env = { SYNAPSE_BASE_URL: url, SYNAPSE_API_TOKEN: SANDBOX_TOKEN };

const folder = await temporaryFolder();
const [packed] = JSON.parse((await good(run('npm', ['pack', '--json', '--pack-destination', folder], { cwd: root }))).stdout);

test('what is published is all that the entry points name, and nothing of its making', async () => {
  const files = packed.files.map(({ path }) => path);
  const { exports } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  for (const path of targets(exports)) assert.ok(files.includes(path), path);
  for (const path of ['LICENSE', 'package.json']) assert.ok(files.includes(path), path);
  const others = files.filter((path) => !/^pkg\/[\w.-]+$|^(CHANGELOG|README)\.md$|^LICENSE$|^package\.json$/.test(path));
  assert.deepEqual(others, []);
});

test('installed in an empty folder, it runs under import and under require', async (t) => {
  // Its own package.json keeps npm from looking for one further up.
  await writeFile(join(folder, 'package.json'), '{ "private": true }');
  const install = ['install', `./${packed.filename}`, '--offline', '--no-audit', '--no-fund'];
  await good(run('npm', install, { cwd: folder }));

  await t.test('import', async () => {
    await cp(join(root, 'examples'), join(folder, 'examples'), { recursive: true });
    const { stdout } = await good(run(process.execPath, ['examples/workflow.mjs'], { cwd: folder, env }));
    assert.match(stdout, /Job completed successfully!/);
  });

  await t.test('require', async () => {
    await cp(join(root, 'tests', 'support', 'consumer.cjs'), join(folder, 'consumer.cjs'));
    const { stdout } = await good(run(process.execPath, ['consumer.cjs'], { cwd: folder, env }));
    assert.equal(stdout, 'completed, true\n');
  });
});

/** The files that entry points lead to. */
function targets(entry) {
  return typeof entry === 'string' ? [entry.replace('./', '')] : Object.values(entry).flatMap(targets);
}

/** What a program printed that ended well. */
async function good(outcome) {
  const { code, stdout, stderr } = await outcome;
  assert.equal(code, 0, stdout + stderr);
  return { stdout };
}
