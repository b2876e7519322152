// An uncaught error ends a program, and Node prints the line that threw it, so the package's lines must be readable.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { run } from '../support/run.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));

const programs = {
  'a refused argument': ['InvalidRequestError', 'new BackendClient({ baseUrl: 7 })'],
  'an answer': ['NotFoundError', `await new BackendClient({ baseUrl: 'https://backend.example', fetch }).getPlugin(7)`],
};
for (const [name, [type, call]] of Object.entries(programs)) {
  test(`an uncaught error of ${name} fits on a screen`, async () => {
    const program = `import { BackendClient } from 'synapse-backend-client';
      const fetch = async () => Response.json({ detail: 'Not found.' }, { status: 404 });
      ${call};`;
    const { code, stderr } = await run(process.execPath, ['--input-type=module', '--eval', program], { cwd: root });
    assert.equal(code, 1);
    assert.match(stderr, new RegExp(`^${type}: `, 'm'));
    const longest = Math.max(...stderr.split('\n').map(({ length }) => length));
    assert.ok(longest < 1000, `a line of ${longest} characters`);
  });
}
