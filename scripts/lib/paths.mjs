// Paths: the project's own folders, and the per-user cache that all clones share.
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));

/** The output of the build. wasm-pack names its files after the crate. */
export const pkg = join(root, 'pkg');
export const wasmFile = join(pkg, 'synapse_backend_client_bg.wasm');
export const glueFile = join(pkg, 'synapse_backend_client_bg.js');
export const generatedTypesFile = join(pkg, 'synapse_backend_client.d.ts');

/** The admin console, as the sandbox serves it. */
export const consoleDist = join(root, 'www', 'dist');

const caches = process.env.XDG_CACHE_HOME || join(homedir(), '.cache');
export const toolCache = join(caches, 'synapse-backend-client', 'tools');
