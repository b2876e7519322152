// Releases the plugin in a folder and runs the release once: node release.mjs plugin '{"strength": 0.5}'
import { readFile, readdir } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { zipSync } from 'fflate';
import { parse } from 'yaml';
import { BackendClient, ClientError, NotFoundError, ValidationError } from 'synapse-backend-client';

const [folder = '.', json = '{}'] = process.argv.slice(2);
const REQUIRED = ['config.yaml', 'requirements.txt', 'plugin/__init__.py'];
const LEFT_OUT = /(^|\/)(\.[^/]+|__pycache__|node_modules)(\/|$)/; // such as .env and .git

/** @typedef {{ code: string, version: string }} Plugin */

/** @param {string} folder */
async function filesOf(folder) {
  /** @type {Record<string, Buffer>} */
  const files = {};
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const path = relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/');
    if (entry.isFile() && !LEFT_OUT.test(path)) files[path] = await readFile(join(folder, path));
  }
  const missing = REQUIRED.filter((path) => !files[path]);
  if (missing.length > 0) throw new Error(`The package in ${folder} lacks ${missing.join(', ')}`);
  return files;
}

/**
 * Reads YAML, which includes JSON.
 *
 * @param {string} what
 * @param {string} text
 * @param {'core' | 'failsafe'} schema failsafe: only texts, because 1.10 as a number would be 1.1
 */
function read(what, text, schema) {
  try {
    return parse(text, { schema }) ?? {};
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    throw new Error(`${what}: ${error.message}`, { cause: error });
  }
}

/**
 * @param {BackendClient} client
 * @param {Plugin} plugin
 * @param {Record<string, Buffer>} files
 */
async function releaseOnce(client, { code, version }, files) {
  const lookup = `${code}@${version}`;
  try {
    await client.getPluginReleaseByLookup(lookup);
    return console.log(`${lookup} was released before`);
  } catch (error) {
    if (!(error instanceof NotFoundError)) throw error;
  }
  const file = zipSync(files);
  await client.createPluginRelease({ plugin: code, version, file, filename: `${code}-${version}.zip` });
  console.log(`Released ${lookup}: ${Object.keys(files).length} files, ${file.length} bytes`);
}

/**
 * @param {BackendClient} client
 * @param {Plugin} plugin
 * @param {object} parameters
 */
async function runOnce(client, { code, version }, parameters) {
  const { job_id: jobId } = await client.runPlugin(code, { version, parameters });
  console.log(`Started job ${jobId}`);
  try {
    for await (const { type, data } of client.tailJobConsoleLogs(jobId)) if (type === 'log') console.log(`  ${data.message}`);
  } catch (error) {
    if (!(error instanceof ClientError)) throw error;
    console.warn(error.message); // only the log has failed; the job continues
  }
  await client.waitForJob(jobId, { deadline: 30 * 60_000, throwOnFailure: true });
  console.log(`Job ${jobId} succeeded`);
}

try {
  const client = new BackendClient(); // takes SYNAPSE_BASE_URL and SYNAPSE_API_TOKEN
  const parameters = read('The parameters', json, 'core');
  const files = await filesOf(folder);
  const plugin = read('config.yaml', String(files['config.yaml']), 'failsafe');
  for (const key of ['code', 'version']) if (typeof plugin[key] !== 'string') throw new Error(`config.yaml lacks ${key}`);
  await releaseOnce(client, plugin, files);
  await runOnce(client, plugin, parameters);
} catch (error) {
  process.exitCode = 1;
  console.error(error instanceof Error ? error.message : error);
  const fieldErrors = error instanceof ValidationError ? error.fieldErrors : {};
  for (const [field, messages] of Object.entries(fieldErrors)) console.error(`  ${field}: ${messages.join(' ')}`);
  if (error instanceof ClientError && error.requestId) console.error(`  request: ${error.requestId}`);
}
