// Uploads one file from disk, and reports the time and the growth of the peak memory.
//   upload.mjs <contestant> <method> <url> <file> <with progress?>
import { openAsBlob } from 'node:fs';
import { fileFromPath } from 'synapse-backend-client';
import { contestants } from '../contestants/index.mjs';
import { watchGrowth } from '../lib/memory.mjs';

const [name, method, url, path, isObserved] = process.argv.slice(2);
const { create } = contestants.find((contestant) => contestant.name === name);
const onProgress = isObserved === 'true' ? () => {} : undefined;

// Loads the code and opens the connection before the measurement.
await create({ baseUrl: new URL(url).origin })[method](new File(['x'], 'release.zip'), onProgress);
const file = name === 'synapse-backend-client' ? await fileFromPath(path) : await openAsBlob(path);
const growth = watchGrowth();
const start = performance.now();
await create({ baseUrl: url })[method](file, onProgress);
process.send({ seconds: (performance.now() - start) / 1000, growth: growth() }, () => process.exit());
