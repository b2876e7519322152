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
  // @ts-expect-error a module must be passed
  await init();

  const client = new BackendClient({ baseUrl: 'https://api.synapse.sh' });
  (await client.getPlugin(1)).name satisfies string;
  NotFoundError.isInstance(client);
}

// The global of index.iife.js has types in modules as well.
export const ofScripts: SynapseBackendClient.BackendClient = new BackendClient({ baseUrl: 'https://api.synapse.sh' });
