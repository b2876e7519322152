// The other entries of the package.
import module from 'synapse-backend-client/client.wasm';
import { BackendClient, NotFoundError, init, initSync } from 'synapse-backend-client/slim';

export async function slim(bytes: ArrayBuffer): Promise<void> {
  await init('/client.wasm');
  await init(new URL('https://example.com/client.wasm'));
  await init(fetch('/client.wasm'));
  await init(module);
  await init(bytes);
  initSync(module);
  initSync(bytes);
  // @ts-expect-error there is no module but the one that is given
  await init();

  const client = new BackendClient({ baseUrl: 'https://api.synapse.sh' });
  (await client.getPlugin(1)).name satisfies string;
  NotFoundError.isInstance(client);
}

// What index.iife.js sets is known by its types in modules, too.
export const ofScripts: SynapseBackendClient.BackendClient = new BackendClient({ baseUrl: 'https://api.synapse.sh' });
