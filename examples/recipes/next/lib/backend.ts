import 'server-only';
import { BackendClient } from 'synapse-backend-client';

let client: BackendClient | undefined;

/** Created at the first use, because `next build` loads this module without SYNAPSE_BASE_URL. */
export function backend(): BackendClient {
  return (client ??= new BackendClient());
}
