import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import express, { type Response } from 'express';
import multer from 'multer';
import { BackendClient, fileFromPath } from 'synapse-backend-client';
import { answerErrors } from './errors.js';

const client = new BackendClient(); // takes SYNAPSE_BASE_URL and SYNAPSE_API_TOKEN
const upload = multer({
  dest: tmpdir(),
  limits: { files: 1, fileSize: 500 * 2 ** 20, fields: 10, fieldNestingDepth: 0 },
  defParamCharset: 'utf8', // otherwise names such as 플러그인.zip are garbled
});
const app = express();

// Check the visitor's session here, before the token of this server is used.

app.get('/jobs/:id', async (request, response) => {
  const { id, status, progress } = await client.getJob(request.params.id, null, { signal: untilLeft(response) });
  response.json({ id, status, progress }); // not the whole job: its parameters may belong to another user
});

app.post('/plugins/:plugin/releases', upload.single('file'), async (request, response) => {
  if (!request.file) return void response.status(400).json({ fieldErrors: { file: ['A file is required.'] } });
  const { plugin } = request.params;
  const { id, version } = await release(String(plugin), request.body.version, request.file, untilLeft(response));
  response.status(201).json({ id, version });
});

app.use(answerErrors);

/** Streams the file from disk to the backend. It is never in memory as a whole. */
async function release(plugin: string, version: string, { path, originalname, mimetype }: Express.Multer.File, signal: AbortSignal) {
  try {
    const file = await fileFromPath(path, { name: originalname, type: mimetype });
    return await client.createPluginRelease({ plugin, version, file }, { signal });
  } finally {
    await rm(path, { force: true });
  }
}

/** Ends a call when the visitor leaves, because nobody would see the answer. */
function untilLeft(response: Response): AbortSignal {
  const controller = new AbortController();
  response.once('close', () => controller.abort());
  return controller.signal;
}

const server = app.listen(Number(process.env.PORT ?? 3000), '127.0.0.1', () => {
  const address = server.address();
  if (address && typeof address === 'object') console.log(`http://127.0.0.1:${address.port}`);
});
