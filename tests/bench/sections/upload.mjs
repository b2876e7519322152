// Uploads of 1 GiB from disk, each in a process of its own.
import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run, startServer } from '../lib/program.mjs';
import { inRounds } from '../lib/rounds.mjs';

const MIB = 1 << 20;

/** ofetch and openapi-fetch pass the form to fetch unchanged, so their results are those of `fetch`. */
const UPLOADS = [
  { name: 'fetch', by: 'fetch' },
  { name: "fetch, redirect: 'error'", by: 'fetch', method: 'uploadStrictly' },
  { name: 'synapse-backend-client', by: 'synapse-backend-client' },
  { name: 'synapse-backend-client, progress', by: 'synapse-backend-client', isObserved: true },
  { name: 'ky', by: 'ky' },
  { name: 'ky, progress', by: 'ky', isObserved: true },
  { name: 'axios', by: 'axios' },
  { name: 'axios, progress', by: 'axios', isObserved: true },
];

/** The libraries that upload to the slow server. */
const PATIENT = UPLOADS.filter(({ name, by }) => ['fetch', 'axios'].includes(name) || by === 'synapse-backend-client');

export async function measure({ quick }) {
  const size = (quick ? 64 : 1024) * MIB;
  const folder = await mkdtemp(join(tmpdir(), 'bench-'));
  const path = join(folder, 'release.zip');
  // Sparse, so it takes no space, and the disk is not measured.
  await writeFile(path, '');
  await truncate(path, size);
  const server = await startServer();
  try {
    const title = `Upload of ${size / MIB} MiB`;
    // Each process warms up by itself.
    const prompt = await inRounds(UPLOADS.map(uploadTo(server.url, path)), { rounds: quick ? 1 : 2, warmUp: 0 });
    // Side by side, because their memory is measured, and they mostly wait.
    const waiting = PATIENT.map(uploadTo(`${server.url}/reluctant`, path));
    const reluctant = await Promise.all(waiting.map(async ({ name, sample }) => ({ name, samples: [await sample()] })));
    return [
      table(title, 'MB/s', prompt, ({ seconds }) => size / 1e6 / seconds),
      table(`${title}: growth of the peak RSS`, 'MiB', prompt, ({ growth }) => growth / MIB),
      table(`${title}, to a server that reads nothing for 3 s: growth of the peak RSS`, 'MiB', reluctant, ({ growth }) => growth / MIB),
    ];
  } finally {
    server.stop();
    await rm(folder, { recursive: true });
  }
}

function uploadTo(url, path) {
  return ({ name, by, method = 'upload', isObserved = false }) => {
    return { name, sample: () => run('upload.mjs', by, method, url, path, isObserved) };
  };
}

function table(title, unit, rows, figure) {
  return { title, unit, baseline: 'fetch', rows: rows.map(({ name, samples }) => ({ name, samples: samples.map(figure) })) };
}
