// What tools and runtimes do with the package: source maps that bundlers can read, and an engine without WebAssembly.
import assert from 'node:assert/strict';
import { readFile, readdir } from 'node:fs/promises';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { run } from '../support/run.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const maps = (await readdir(`${root}/pkg`)).filter((name) => name.endsWith('.map'));

test('there are source maps', () => assert.ok(maps.length >= 6, String(maps)));

for (const name of maps) {
  test(`${name}: its sources have valid paths`, async () => {
    const { sources, sourcesContent } = JSON.parse(await readFile(`${root}/pkg/${name}`, 'utf8'));
    assert.equal(sources.length, sourcesContent.length);
    for (const source of sources) {
      assert.doesNotMatch(source, /^synapse:/);
      // As in source-map-loader. DEP0170 is a warning of Node's url.parse.
      const { stderr } = await run(process.execPath, ['--eval', 'require("node:url").parse(process.argv[1])', source]);
      assert.doesNotMatch(stderr, /DEP0170/);
      assert.equal(URL.canParse(source, 'webpack://package/'), true);
    }
  });
}

const LOADS = {
  'import, new BackendClient': ["import('synapse-backend-client')", "new m.BackendClient({ baseUrl: 'https://backend.example' })"],
  'import, init': ["import('synapse-backend-client')", 'm.init()'],
  'import, jobState': ["import('synapse-backend-client')", "m.jobState({ status: 'failed' })"],
  'require, new BackendClient': [
    "Promise.resolve(process.getBuiltinModule('module').createRequire(process.cwd() + '/')('synapse-backend-client'))",
    "new m.BackendClient({ baseUrl: 'https://backend.example' })",
  ],
  'slim, init': ["import('synapse-backend-client/slim')", 'm.init(new Uint8Array(8))'],
  'slim, initSync': ["import('synapse-backend-client/slim')", 'm.initSync(new Uint8Array(8))'],
};

for (const [how, [load, use]] of Object.entries(LOADS)) {
  test(`node --jitless, ${how}: an error that says that WebAssembly is off`, async () => {
    const program = `const m = await ${load};
      try { await ${use}; } catch (error) { console.log(JSON.stringify([error instanceof m.ClientError, error.message])); }
      console.log(new m.NotFoundError('x').code);`;
    const { stdout } = await run(process.execPath, ['--jitless', '--input-type=module', '--eval', program], { cwd: root });
    const [reported, code] = stdout.trim().split('\n');
    assert.equal(code, 'not_found');
    const [isOurs, message] = JSON.parse(reported);
    assert.match(message, /WebAssembly/);
    assert.match(message, /\b(off|disabled|not available|missing|--jitless)\b/);
    assert.ok(isOurs, message);
  });
}
