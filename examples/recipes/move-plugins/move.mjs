// Copies plugins and their releases to another backend: node move.mjs folder-of-packages
import { join } from 'node:path';
import { BackendClient, ClientError, NotFoundError, fileFromPath } from 'synapse-backend-client';

const [packages = 'packages'] = process.argv.slice(2);
const [from, to] = ['FROM', 'TO'].map((side) => {
  const { [`${side}_URL`]: baseUrl, [`${side}_TOKEN`]: apiToken } = process.env;
  if (baseUrl && apiToken) return new BackendClient({ baseUrl, apiToken });
  console.error(`Set ${side}_URL and ${side}_TOKEN`);
  return process.exit(1);
});

/** Looks before it creates, so the program can be run again. */
async function once(what, find, create) {
  try {
    const found = await find();
    console.log(`${what}: is there`);
    return found;
  } catch (error) {
    if (!(error instanceof NotFoundError)) throw error;
  }
  const created = await create();
  console.log(`${what}: copied`);
  return created;
}

/** Goes on with the others where one fails, and says so at the end by the exit code. */
async function attempt(what, action) {
  try {
    await action();
  } catch (error) {
    if (!(error instanceof ClientError)) throw error;
    process.exitCode = 1;
    console.error(`${what}: ${error.message}${error.url ? ` (${error.url})` : ''}`);
  }
}

async function copyPlugin({ id, name, code, description, version, author, category, configuration }) {
  // Ids and times are each backend's own. What names a plugin everywhere is its code.
  const data = { name, code, description, version, author, category, configuration };
  await once(code, () => to.getPlugin(code), () => to.createPlugin(data));
  for (const release of await from.listPluginReleases(id, { ordering: 'created' })) {
    await attempt(`${code}@${release.version}`, () => copyRelease(code, release));
  }
}

async function copyRelease(code, { version, changelog, is_stable, config, requirements }) {
  const lookup = `${code}@${version}`;
  await once(lookup, () => to.getPluginReleaseByLookup(lookup), async () => {
    const name = `${code}-${version}.zip`.replace(/[\\/]/g, '_'); // a version such as ../1 stays in the folder
    const file = await fileFromPath(join(packages, name), { type: 'application/zip' });
    return to.createPluginRelease({ plugin: code, version, changelog, is_stable, config, requirements, file });
  });
}

await attempt('The list of plugins', async () => {
  for await (const plugin of from.iteratePlugins({ ordering: 'created' })) {
    await attempt(plugin.code, () => copyPlugin(plugin));
  }
});
