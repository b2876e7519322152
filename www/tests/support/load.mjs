// Loads the console's own modules in Node. Vite compiles their TypeScript, as for the browser.
import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';

const SOURCE = new URL('../../src/', import.meta.url);
const client = fileURLToPath(new URL('../../../pkg/index.js', import.meta.url));

/** @param {string} file under src/ */
export async function load(file) {
  const { module } = await runnerImport(fileURLToPath(new URL(file, SOURCE)), {
    configFile: false,
    logLevel: 'error',
    resolve: { alias: { 'synapse-backend-client': client } },
  });
  return module;
}
