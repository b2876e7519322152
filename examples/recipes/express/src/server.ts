import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import express from 'express';
import multer from 'multer';
import { BackendClient, fileFromPath } from 'synapse-backend-client';
import { answerErrors } from './errors.js';

const client = new BackendClient(); // takes SYNAPSE_BASE_URL and SYNAPSE_API_TOKEN
const upload = multer({
  dest: tmpdir(),
  limits: { files: 1, fileSize: 500 * 2 ** 20 },
  defParamCharset: 'utf8', // otherwise names such as 플러그인.zip arrive garbled
});
const app = express();

// Check the visitor's session here, before the token of this server is used.

app.get('/jobs/:id', async (request, response) => {
  const { id, status, progress } = await client.getJob(request.params.id);
  response.json({ id, status, progress }); // not all of it: the parameters may be another user's
});

app.post('/plugins/:plugin/releases', upload.single('file'), async (request, response) => {
  if (!request.file) return void response.status(400).json({ fieldErrors: { file: ['A file is required.'] } });
  const { id, version } = await release(String(request.params.plugin), request.body.version, request.file);
  response.status(201).json({ id, version });
});

app.use(answerErrors);

/** The bytes go from disk to the backend, and are never all in memory. */
async function release(plugin: string, version: string, { path, originalname, mimetype }: Express.Multer.File) {
  try {
    const file = await fileFromPath(path, { name: originalname, type: mimetype });
    return await client.createPluginRelease({ plugin, version, file });
  } finally {
    await rm(path, { force: true });
  }
}

const server = app.listen(Number(process.env.PORT ?? 3000), '127.0.0.1', () => {
  const address = server.address();
  if (address && typeof address === 'object') console.log(`http://127.0.0.1:${address.port}`);
});
