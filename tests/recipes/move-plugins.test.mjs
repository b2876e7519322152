import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { zip } from '../../examples/lib/zip.mjs';
import { SANDBOX_TOKEN, sandbox } from '../support/sandbox.mjs';
import { mirror } from './support/backends.mjs';
import { recipe } from './support/recipe.mjs';

const [from, to] = [await sandbox('--page-size', '2'), await sandbox()];
const archive = zip({ 'plugin/main.py': 'pass\n' });
for (const name of ['Denoise', 'Segment', 'Label']) {
  const { id } = await from.client.createPlugin({ name, author: 'Vision', configuration: { gpu: true } });
  for (const version of ['1.0.0', '1.1.0']) {
    const data = { plugin: id, version, changelog: `About ${version}`, is_stable: version === '1.1.0', config: { threads: 2 } };
    await from.client.createPluginRelease({ ...data, requirements: ['numpy', 'torch'], file: archive });
  }
}
// Another plugin gets the first id there.
await to.client.createPlugin({ name: 'Other' });

const move = await recipe('move-plugins');
await mkdir(join(move.folder, 'packages'));
const save = (name) => writeFile(join(move.folder, 'packages', `${name}.zip`), archive);
for (const name of ['denoise-1.0.0', 'denoise-1.1.0', 'segment-1.0.0', 'label-1.0.0', 'label-1.1.0']) await save(name);
const env = { FROM_URL: from.url, FROM_TOKEN: SANDBOX_TOKEN, TO_URL: to.url, TO_TOKEN: SANDBOX_TOKEN };

test('plugins and releases are copied, and failures are reported', async () => {
  const { code, stdout, stderr } = await move.run('move', { env });
  assert.equal(code, 1);
  assert.match(stderr, /^segment@1\.1\.0: path cannot be read \(ENOENT\): .*segment-1\.1\.0\.zip\n$/);
  assert.equal(stdout.match(/: copied$/gm).length, 8);

  const { name, author, configuration } = await to.client.getPlugin('label');
  assert.deepEqual({ name, author, configuration }, { name: 'Label', author: 'Vision', configuration: { gpu: true } });
  const { changelog, is_stable: isStable, config, requirements, file, plugin } = await to.client.getPluginReleaseByLookup('label@1.1.0');
  assert.equal(plugin.code, 'label');
  assert.deepEqual({ changelog, isStable, config, requirements }, {
    changelog: 'About 1.1.0', isStable: true, config: { threads: 2 }, requirements: ['numpy', 'torch'],
  });
  assert.equal(file.size, archive.length);
});

test('a second run copies only what was missing', async () => {
  await save('segment-1.1.0');
  const { code, stdout, stderr } = await move.run('move', { env });
  assert.equal(code, 0, stderr);
  assert.deepEqual(stdout.match(/^.*: copied$/gm), ['segment@1.1.0: copied']);
  assert.equal((await to.client.listPlugins())[1], 4);
});

test('a missing setting is reported, and no other one is used instead', async () => {
  const { code, stderr } = await move.run('move', { env: { ...env, TO_URL: '', SYNAPSE_BASE_URL: from.url } });
  assert.equal(code, 1);
  assert.equal(stderr, 'Set TO_URL and TO_TOKEN\n');
});

test('a refused token is reported in one line, with its backend', async () => {
  const { code, stderr } = await move.run('move', { env: { ...env, FROM_TOKEN: 'wrong' } });
  assert.equal(code, 1);
  assert.match(stderr, /^The list of plugins: 401 Unauthorized: .*\n$/);
  assert.ok(stderr.includes(`(${from.url}/plugins/`));
});

test('a plugin that has no code is named', async () => {
  const { url } = await mirror({ body: '{"count": 1, "next": null, "results": [{"id": 1, "name": "Old"}]}' });
  const { code, stderr } = await move.run('move', { env: { ...env, FROM_URL: url } });
  assert.equal(code, 1);
  assert.equal(stderr, 'Old: it has no code\n');
});

test('a version cannot lead out of the folder of packages', async () => {
  await writeFile(join(move.folder, 'secret.zip'), archive);
  await from.client.createPluginRelease({ plugin: 'denoise', version: 'x/../../secret', file: archive });
  const { code, stderr } = await move.run('move', { env });
  assert.equal(code, 1);
  assert.match(stderr, /^denoise@x\/\.\.\/\.\.\/secret: path cannot be read \(ENOENT\)/);
});
