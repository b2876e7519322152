// What an editor shows for each method of the client, and that every other export has a doc comment.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, test } from 'node:test';
import { languageServer } from '../support/language-server.mjs';

// These have no endpoint of their own.
const WITHOUT_ROUTE = ['request', 'withOptions'];
const MOST_USED = [
  'getPlugin', 'createPlugin', 'runPlugin', 'createPluginRelease', 'getJob', 'listJobs', 'iterateJobs', 'updateJob', 'tailJobConsoleLogs',
  'waitForJob',
];
// Types whose fields a caller may leave out.
const WITH_DEFAULTS = /Options$|Props$|^(Hooks|JobFilters|ErrorDetails)$/;
const TIMES = /^(\w*[tT]imeout|\w*Delay|interval|deadline|\w*etryAfter)$/;

const types = await readFile(new URL('../../pkg/index.d.ts', import.meta.url), 'utf8');
const [, body] = types.match(/^export class BackendClient \{\n(.+?)\n\}$/ms);
const methods = [...body.matchAll(/^ {4}(\w+)[<(]/gm)].map(([, name]) => name).filter((name) => name !== 'constructor');

const server = await languageServer();
after(() => server.stop());
const head = "import { BackendClient } from 'synapse-backend-client';\ndeclare const client: BackendClient;\n";
const hover = server.open('tests/types/hover.ts', head + methods.map((name) => `client.${name};`).join('\n'));

for (const [index, name] of methods.entries()) {
  test(`${name}: its signature, its route, its arguments and its errors`, async () => {
    const text = await hover(2 + index, 'client.'.length);
    const [, signature, documentation] = text.match(/^```typescript\n\(method\) BackendClient\.(.+?)\n```\n(.+)$/s);
    assert.ok(signature.startsWith(`${name}(`) || signature.startsWith(`${name}<`), signature);
    for (const [, argument] of signature.matchAll(/[(,] ?(\w+)\??: /g)) {
      assert.match(documentation, new RegExp(`\\*@param\\* \`${argument}\` — \\S`));
    }
    assert.match(documentation, /(\*@throws\* — |It fails with ).*Error/s);
    // TypeScript removes the line break after a {@link …}.
    assert.doesNotMatch(documentation, /\.d\.ts#[\d,-]+\)\w/);
    if (MOST_USED.includes(name)) assert.match(documentation, /\*@example\* ?[^]*client\./);
    if (WITHOUT_ROUTE.includes(name)) return;
    assert.match(documentation, /`(GET|POST|PUT|PATCH) [\w/{}]+\/(\?[\w=&{}]+)?`/);
    assert.match(documentation, /\*@returns\* — \S/);
  });
}

/** The package's declarations, by file. */
const DECLARATIONS = ['index', 'slim', 'elements'];
const symbols = (await Promise.all(DECLARATIONS.map(exportedFrom))).flat();

test('every type, class, function and field has a doc comment', () => {
  assert.ok(symbols.length > 280, `${symbols.length} symbols`);
  // A setter has that of its getter.
  const documented = new Set(symbols.filter(({ comment }) => /\w/.test(comment)).map(({ path }) => path));
  assert.deepEqual(symbols.map(({ path }) => path).filter((path) => !documented.has(path)), []);
});

test('every option says what its default is', () => {
  const options = symbols.filter(({ owner }) => WITH_DEFAULTS.test(owner));
  assert.ok(options.length > 40, `${options.length} options`);
  assert.deepEqual(options.filter(({ comment }) => !comment.includes('Default')).map(({ path }) => path), []);
});

test('every time says its unit', () => {
  const times = symbols.filter(({ name }) => TIMES.test(name));
  assert.ok(times.length > 10, `${times.length} times`);
  assert.deepEqual(times.filter(({ comment }) => !/\bms\b|\bSeconds\b/.test(comment)).map(({ path }) => path), []);
});

/** The exports of a declaration file, with all nested symbols, each with the comment right above it. */
async function exportedFrom(name) {
  const file = `pkg/${name}.d.ts`;
  const text = await readFile(new URL(`../../${file}`, import.meta.url), 'utf8');
  const lines = text.split('\n');
  const all = await server.symbols(file, text);
  return flat(all.filter(({ range }) => lines[range.start.line].startsWith('export ')), lines);
}

function flat(list, lines, owner = '') {
  return list.flatMap(({ name, range, children = [] }) => {
    const path = owner ? `${owner}.${name}` : name;
    return [{ name, path, owner, comment: commentAbove(lines, range.start) }, ...flat(children, lines, path)];
  });
}

function commentAbove(lines, { line, character }) {
  const before = [...lines.slice(0, line), lines[line].slice(0, character)].join('\n').replace(/export const $/, '').trimEnd();
  return before.endsWith('*/') ? before.slice(before.lastIndexOf('/**')) : '';
}
