// The backend of the measurements. Its answers are prepared in advance, so that it is not measured.
import { createServer } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

const job = (id) => ({
  id,
  status: 'completed',
  progress: 100,
  plugin: 7,
  plugin_release: { id: 12, version: '1.4.2', plugin: { code: 'yolo-detection', name: 'YOLO detection' } },
  params: { epochs: 50, batch_size: 16, learning_rate: 0.001, dataset: 'street-scenes-2024' },
  metrics: { loss: 0.0231, accuracy: 0.9713 },
  created_at: '2025-01-01T00:00:00Z',
});
const JOB = Buffer.from(JSON.stringify(job(1)));
const JOBS = 10_000;
const results = Array.from({ length: JOBS }, (_, i) => job(i));
const PAGE = Buffer.from(JSON.stringify({ count: JOBS, next: null, previous: null, results }));

function json(response, body, status = 200) {
  response.writeHead(status, { 'Content-Type': 'application/json', 'Content-Length': body.length }).end(body);
}

function release(request, response) {
  request.on('end', () => json(response, JOB, 201));
  const isReluctant = request.url.startsWith('/reluctant/');
  setTimeout(() => request.resume(), isReluctant ? 3000 : 0);
}

function* events(count) {
  let text = '';
  for (let id = 1; id <= count; id++) {
    const data = { timestamp: '2025-01-01T00:00:00Z', level: 'INFO', message: `step ${id} of the training run: loss 0.0231` };
    text += `id: ${id}\nevent: log\ndata: ${JSON.stringify(data)}\n\n`;
    if (text.length < 64 << 10) continue;
    yield text;
    text = '';
  }
  yield `${text}event: complete\ndata: {}\n\n`;
}

/** The last log, in chunks. */
let log = { count: 0, chunks: [] };

async function tail(response, count) {
  if (log.count !== count) log = { count, chunks: Array.from(events(count), (text) => Buffer.from(text)) };
  response.writeHead(200, { 'Content-Type': 'text/event-stream' });
  await pipeline(Readable.from(log.chunks), response).catch(() => {});
}

const server = createServer((request, response) => {
  if (request.method === 'POST') return release(request, response);
  if (request.url === '/jobs/') return json(response, PAGE);
  const [, count] = request.url.match(/jobs\/(\d+)\/tail_console_logs/) ?? [];
  if (count) return tail(response, Number(count));
  json(response, JOB);
});

server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => process.send(`http://127.0.0.1:${server.address().port}`));
process.on('disconnect', () => process.exit());
