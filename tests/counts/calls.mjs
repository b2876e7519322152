// The calls whose costs are counted, on a `fetch` that makes few objects itself: its answers are not Responses.
import { readFile } from 'node:fs/promises';
import { BackendClient, initSync } from 'synapse-backend-client/slim';
import { countPer, instrument } from './instrument.mjs';

const CALLS = 640;
const EVENTS = 50;
const CHUNKS = 20;

const job = { id: 1, status: 'running', progress: 42.5, plugin: 7, created_at: '2025-01-01T00:00:00Z', result: null };
const response = (headers, more) => Promise.resolve({ ok: true, status: 200, type: 'basic', headers: new Headers(headers), ...more });

function answer(value) {
  const [text, json] = [JSON.stringify(value), value].map((read) => Promise.resolve(read));
  return response({ 'Content-Type': 'application/json' }, { text: () => text, json: () => json });
}

const ANSWERS = {
  getJob: answer(job),
  listJobs: answer({ count: 3, next: null, previous: null, results: [job, job, job] }),
  createLogs: answer({}),
};

const encoder = new TextEncoder();
const event = (id) => `id: ${id}\nevent: log\ndata: ${JSON.stringify({ level: 'INFO', message: `step ${id}` })}\n\n`;
const chunk = (n) => encoder.encode(Array.from({ length: EVENTS }, (_, i) => event(n * EVENTS + i)).join(''));

/** A log of this number of chunks, as the answer of a `fetch`. */
function log(chunks) {
  const reads = Array.from({ length: chunks }, (_, n) => Promise.resolve({ done: false, value: chunk(n) }));
  const end = Promise.resolve({ done: true, value: undefined });
  const body = { getReader: () => ({ read: () => reads.shift() ?? end, cancel: () => end }) };
  return response({ 'Content-Type': 'text/event-stream' }, { body, text: () => end });
}

const clientOf = (response) => new BackendClient({ baseUrl: 'http://127.0.0.1', apiToken: 'x'.repeat(40), fetch: () => response });

async function repeat(times, call) {
  for (let i = 1; i <= times; i++) await call(i);
}

/** Objects that are made only for the first calls, or kept for reuse, are not part of a call's cost. */
async function countCall(call) {
  await repeat(CALLS, call);
  return countPer(CALLS, () => repeat(CALLS, call));
}

async function countEvent() {
  const read = async (client) => {
    let seen = 0;
    for await (const { data } of client.tailJobConsoleLogs(1)) if (data) seen++;
    if (seen !== EVENTS * CHUNKS) throw new Error(`the log had ${seen} events`);
  };
  await read(clientOf(log(CHUNKS)));
  const client = clientOf(log(CHUNKS));
  return countPer(EVENTS * CHUNKS, () => read(client));
}

/** Counts everything. It can run once in a process, because it starts the module. */
export async function measure() {
  const memory = instrument();
  const file = new URL(import.meta.resolve('synapse-backend-client/client.wasm'));
  const module = new WebAssembly.Module(await readFile(file));
  initSync(module);
  const jobs = clientOf(ANSWERS.getJob);
  const pages = clientOf(ANSWERS.listJobs);
  const logs = clientOf(ANSWERS.createLogs);
  const atStart = memory();
  const counts = {
    getJob: await countCall((id) => jobs.getJob(id)),
    listJobs: await countCall(() => pages.listJobs({ status: 'running', page: 2 })),
    createLogs: await countCall((id) => logs.createLogs({ job: id, level: 'INFO', message: 'step' })),
    'a tail event': await countEvent(),
  };
  const hasTable = WebAssembly.Module.exports(module).some(({ kind }) => kind === 'table');
  return { counts, memory: { atStart, afterwards: memory() }, hasTable };
}
