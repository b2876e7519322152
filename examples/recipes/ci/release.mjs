// Releases the plugin in a folder and runs the release once: node release.mjs plugin '{"strength": 0.5}'
import { readFile, readdir } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { zipSync } from 'fflate';
import { parse } from 'yaml';
import { BackendClient, NotFoundError } from 'synapse-backend-client';

const [folder = '.', json = '{}'] = process.argv.slice(2);
const REQUIRED = ['config.yaml', 'requirements.txt', 'plugin/__init__.py'];
const LEFT_OUT = /(^|\/)(\.[^/]+|__pycache__|node_modules)(\/|$)/; // such as .env and .git

async function filesOf(folder) {
  const files = {};
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const path = relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/');
    if (entry.isFile() && !LEFT_OUT.test(path)) files[path] = await readFile(join(folder, path));
  }
  const missing = REQUIRED.filter((path) => !files[path]);
  if (missing.length > 0) throw new Error(`The package in ${folder} lacks ${missing.join(', ')}`);
  return files;
}

function read(what, text, options) {
  try {
    return parse(text, options) ?? {}; // YAML, of which JSON is a part
  } catch (error) {
    throw new Error(`${what}: ${error.message}`, { cause: error });
  }
}

async function releaseOnce(client, { code, version }, files) {
  const lookup = `${code}@${version}`;
  const earlier = await client.getPluginReleaseByLookup(lookup).catch((error) => {
    if (!(error instanceof NotFoundError)) throw error;
  });
  if (earlier) return console.log(`${lookup} was released before`);
  const file = zipSync(files);
  await client.createPluginRelease({ plugin: code, version, file, filename: `${code}-${version}.zip` });
  console.log(`Released ${lookup}: ${Object.keys(files).length} files, ${file.length} bytes`);
}

async function runOnce(client, { code, version }, parameters) {
  const { job_id: jobId } = await client.runPlugin(code, { version, parameters });
  console.log(`Started job ${jobId}`);
  try {
    for await (const { type, data } of client.tailJobConsoleLogs(jobId)) if (type === 'log') console.log(`  ${data.message}`);
  } catch (error) {
    console.warn(error.message); // only the log is lost: the job goes on
  }
  await client.waitForJob(jobId, { deadline: 30 * 60_000, throwOnFailure: true });
  console.log(`Job ${jobId} succeeded`);
}

try {
  const client = new BackendClient(); // takes SYNAPSE_BASE_URL and SYNAPSE_API_TOKEN
  const parameters = read('The parameters', json);
  const files = await filesOf(folder);
  const plugin = read('config.yaml', files['config.yaml'].toString(), { schema: 'failsafe' }); // texts only: 1.10 is no number
  for (const key of ['code', 'version']) if (typeof plugin[key] !== 'string') throw new Error(`config.yaml lacks ${key}`);
  await releaseOnce(client, plugin, files);
  await runOnce(client, plugin, parameters);
} catch (error) {
  const fields = Object.entries(error.fieldErrors ?? {}).map(([field, messages]) => `${field}: ${messages.join(' ')}`);
  console.error([error.message, ...fields, ...(error.requestId ? [`request: ${error.requestId}`] : [])].join('\n  '));
  process.exitCode = 1;
}
