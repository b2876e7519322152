// The messages of `npm run sandbox` and `npm start` without Rust.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buildSandbox } from '../../scripts/lib/sandbox.mjs';
import { temporaryFolder } from '../support/sandbox.mjs';

test('they say how to install it', async () => {
  const nothing = await temporaryFolder();
  await assert.rejects(buildSandbox({ PATH: nothing }), {
    name: 'UserError',
    message: 'Rust is missing: install it from https://rustup.rs, open a new terminal, and run this again.',
  });
});
