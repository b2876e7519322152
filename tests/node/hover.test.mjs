// What an editor shows over each method of the client, and that it has something to show over everything else.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, test } from 'node:test';
import { languageServer } from '../support/language-server.mjs';

// They call no endpoint of their own.
const WITHOUT_ROUTE = ['request', 'withOptions'];
const MOST_USED = [
  'getPlugin', 'createPlugin', 'runPlugin', 'createPluginRelease', 'getJob', 'listJobs', 'iterateJobs', 'updateJob', 'tailJobConsoleLogs',
  'waitForJob',
];
// What a caller gives and may leave out.
const WITH_DEFAULTS = /Options$|^JobFilters$|^ErrorDetails$/;

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
    // TypeScript swallows the line break after a {@link …}.
    assert.doesNotMatch(documentation, /\.d\.ts#[\d,-]+\)\w/);
    if (MOST_USED.includes(name)) assert.match(documentation, /\*@example\* ?[^]*client\./);
    if (WITHOUT_ROUTE.includes(name)) return;
    assert.match(documentation, /`(GET|POST|PUT|PATCH) [\w/{}]+\/(\?[\w=&{}]+)?`/);
    assert.match(documentation, /\*@returns\* — \S/);
  });
}

const lines = types.split('\n');
const symbols = flat(await server.symbols('pkg/index.d.ts', types));

test('every type, class, function and field has a doc comment', () => {
  assert.ok(symbols.length > 250, `${symbols.length} symbols`);
  assert.deepEqual(symbols.filter(({ comment }) => !/\w/.test(comment)).map(({ path }) => path), []);
});

test('every option says what its default is', () => {
  const options = symbols.filter(({ owner }) => WITH_DEFAULTS.test(owner));
  assert.ok(options.length > 40, `${options.length} options`);
  assert.deepEqual(options.filter(({ comment }) => !comment.includes('Default')).map(({ path }) => path), []);
});

/** Symbols with all that they hold, each with the comment right above it. */
function flat(list, owner = '') {
  return list.flatMap(({ name, range, children = [] }) => {
    const path = owner ? `${owner}.${name}` : name;
    return [{ path, owner, comment: commentAbove(range.start) }, ...flat(children, path)];
  });
}

function commentAbove({ line, character }) {
  const before = [...lines.slice(0, line), lines[line].slice(0, character)].join('\n').replace(/export const $/, '').trimEnd();
  return before.endsWith('*/') ? before.slice(before.lastIndexOf('/**')) : '';
}
