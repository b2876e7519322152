// Copies plugins and their releases to another backend: node move.mjs folder-of-packages
import { join } from 'node:path';
import { BackendClient, ClientError, NotFoundError, fileFromPath } from 'synapse-backend-client';
/** @import { Plugin, PluginRelease, PluginReleaseCreate } from 'synapse-backend-client' */

const [packages = 'packages'] = process.argv.slice(2);
const [from, to] = [clientOf('FROM'), clientOf('TO')];

/** @param {'FROM' | 'TO'} side */
function clientOf(side) {
  const { [`${side}_URL`]: baseUrl, [`${side}_TOKEN`]: apiToken } = process.env;
  if (baseUrl && apiToken) return new BackendClient({ baseUrl, apiToken });
  console.error(`Set ${side}_URL and ${side}_TOKEN`);
  return process.exit(1);
}

/**
 * Checks what exists before it creates anything, so the program can be run again.
 *
 * @param {string} what
 * @param {() => Promise<unknown>} find
 * @param {() => Promise<unknown>} create
 */
async function once(what, find, create) {
  try {
    await find();
    return console.log(`${what}: is there`);
  } catch (error) {
    if (!(error instanceof NotFoundError)) throw error;
  }
  await create();
  console.log(`${what}: copied`);
}

/**
 * If one fails, continues with the others, and sets the exit code.
 *
 * @param {string} what
 * @param {() => Promise<void>} action
 */
async function attempt(what, action) {
  try {
    await action();
  } catch (error) {
    if (!(error instanceof ClientError)) throw error;
    fail(what, `${error.message}${error.url ? ` (${error.url})` : ''}`);
  }
}

/**
 * @param {string} what
 * @param {string} why
 */
function fail(what, why) {
  process.exitCode = 1;
  console.error(`${what}: ${why}`);
}

/** @param {Plugin} plugin */
async function copyPlugin({ id, name, code, description, version, author, category, configuration }) {
  // Ids and times differ between backends. The code identifies a plugin on each of them.
  if (!code) return fail(name, 'it has no code');
  const data = { name, code, description, version, author, category, configuration };
  await once(code, () => to.getPlugin(code), () => to.createPlugin(data));
  for (const release of await from.listPluginReleases(id, { ordering: 'created' })) {
    await attempt(`${code}@${release.version}`, () => copyRelease(code, release));
  }
}

/**
 * @param {string} code
 * @param {PluginRelease} release
 */
async function copyRelease(code, { version, changelog, is_stable, config, requirements }) {
  const lookup = `${code}@${version}`;
  await once(lookup, () => to.getPluginReleaseByLookup(lookup), async () => {
    const name = `${code}-${version}.zip`.replace(/[\\/]/g, '_'); // so that a version such as ../1 stays in the folder
    const file = await fileFromPath(join(packages, name), { type: 'application/zip' });
    const data = { plugin: code, version, changelog, is_stable, config, requirements, file };
    return to.createPluginRelease(/** @type {PluginReleaseCreate} */ (data));
  });
}

await attempt('The list of plugins', async () => {
  for await (const plugin of from.iteratePlugins({ ordering: 'created' })) {
    await attempt(plugin.name, () => copyPlugin(plugin));
  }
});
