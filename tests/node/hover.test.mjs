// What an editor shows over each method of the client.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, test } from 'node:test';
import { languageServer } from '../support/language-server.mjs';

// They call no endpoint of their own.
const WITHOUT_ROUTE = ['request', 'withOptions'];

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
    if (WITHOUT_ROUTE.includes(name)) return;
    assert.match(documentation, /`(GET|POST|PUT|PATCH) [\w/{}]+\/(\?[\w=&{}]+)?`/);
    assert.match(documentation, /\*@returns\* — \S/);
  });
}
