// The program of a user, and how it is run.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { capture } from '../../../scripts/lib/run.mjs';

export const PACKAGE = 'synapse-backend-client';

export const ESM = `import * as client from '${PACKAGE}';
import { app } from './app.mjs';
console.log(await app(client, process.env.BACKEND));
`;

export const CJS = `const client = require('${PACKAGE}');
import('./app.mjs').then(({ app }) => app(client, process.env.BACKEND)).then(console.log);
`;

/** Writes a file into a place's folder, and returns its path. */
export async function write(folder, name, text) {
  await writeFile(join(folder, name), text);
  return join(folder, name);
}

/** Runs a JavaScript file in Node, and returns its output. */
export function inNode({ folder, env }, ...args) {
  return capture(process.execPath, args, { cwd: folder, env });
}
