import 'server-only';
import { BackendClient } from 'synapse-backend-client';

let client: BackendClient | undefined;

/** Made at the first use, because `next build` loads this module where SYNAPSE_BASE_URL is not set. */
export function backend(): BackendClient {
  return (client ??= new BackendClient());
}
