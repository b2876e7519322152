import assert from 'node:assert/strict';
import { cp, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { good, installed } from '../support/installed.mjs';
import { brokenLinks, root } from '../support/markdown.mjs';
import { run } from '../support/run.mjs';
import { SANDBOX_TOKEN, sandbox } from '../support/sandbox.mjs';

const { url } = await sandbox();
const env = { SYNAPSE_BASE_URL: url, SYNAPSE_API_TOKEN: SANDBOX_TOKEN };
const { folder, files } = await installed();

test('the tarball has what the entry points name, the pages and the examples, and no sources', async () => {
  const { exports } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  for (const path of targets(exports)) assert.ok(files.includes(path), path);
  for (const path of ['LICENSE', 'package.json']) assert.ok(files.includes(path), path);
  const others = files.filter((path) => !/^pkg\/[\w.-]+$|^examples\/|\.(md|png)$|^LICENSE$|^package\.json$/.test(path));
  assert.deepEqual(others, []);
  // Files that git does not know were left there by other runs.
  const { stdout } = await good(run('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { cwd: root }));
  const known = stdout.split('\n');
  assert.deepEqual(files.filter((path) => !path.startsWith('pkg/') && !known.includes(path)), []);
});

test('it runs in an empty folder, with import and with require', async (t) => {
  await t.test('its pages link only files in it', async () => {
    const pages = files.filter((path) => path.endsWith('.md'));
    assert.ok(pages.includes('README.md') && pages.includes('docs/options.md') && pages.includes('examples/README.md'), pages.join(' '));
    const broken = await Promise.all(pages.map((page) => brokenLinks(join(folder, 'node_modules', 'synapse-backend-client'), page)));
    assert.deepEqual(broken.flat(), []);
  });

  await t.test('import', async () => {
    await cp(join(folder, 'node_modules/synapse-backend-client/examples'), join(folder, 'examples'), { recursive: true });
    const { stdout } = await good(run(process.execPath, ['examples/workflow.mjs'], { cwd: folder, env }));
    assert.match(stdout, /Job completed successfully!/);
  });

  await t.test('require', async () => {
    await cp(join(root, 'tests', 'support', 'consumer.cjs'), join(folder, 'consumer.cjs'));
    const { stdout } = await good(run(process.execPath, ['consumer.cjs'], { cwd: folder, env }));
    assert.equal(stdout, 'completed, true\n');
  });
});

test('the elements can be imported without a page, and export what their types say', async () => {
  const types = await readFile(join(folder, 'node_modules', 'synapse-backend-client', 'pkg', 'elements.d.ts'), 'utf8');
  const declared = [...types.matchAll(/^export declare (?:class|function) (\w+)/gm)].map(([, name]) => name).sort();
  assert.ok(declared.includes('JobLogElement'), declared.join());
  const ENTRY = 'synapse-backend-client/elements';
  for (const load of [`import('${ENTRY}')`, `Promise.resolve(require('${ENTRY}'))`]) {
    const program = `${load}.then((elements) => console.log(Object.keys(elements).sort().join()))`;
    const { stdout } = await good(run(process.execPath, ['--input-type=commonjs', '-e', program], { cwd: folder }));
    assert.equal(stdout, `${declared.join()}\n`);
  }
});

test('the elements use neither address nor history, storage or title of the page that they are in', async () => {
  // A worker has its own address.
  const ofPage = /(?:local|session)Storage|indexedDB|hashchange|popstate|history\.\w+|(?<!self\.)location\.\w+|document\.(?:title|head)/g;
  for (const name of ['elements.js', 'elements.cjs']) {
    const program = await readFile(join(folder, 'node_modules', 'synapse-backend-client', 'pkg', name), 'utf8');
    assert.deepEqual(program.match(ofPage) ?? [], [], name);
  }
});

/** The files that the entry points name. */
function targets(entry) {
  return typeof entry === 'string' ? [entry.replace('./', '')] : Object.values(entry).flatMap(targets);
}
