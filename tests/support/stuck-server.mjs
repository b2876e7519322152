// A backend that begins to answer and never ends.
import { faultServer } from './fault-server.mjs';
import { answer, halfWay, hang, head } from './faults.mjs';

const stuck = hang(() => {});

const log = (socket) => {
  socket.write(head(200, { 'Content-Type': 'text/event-stream' }));
  socket.write('data: {"message": "first"}\n\n');
};

/** By the beginning of a path: a page with a next one, a running job, one event, half a body, a long wait. */
const ROUTES = {
  '/jobs/?page_size=100': answer(200, { count: 2, results: [{ id: 1 }], next: '/jobs/?page=2' }),
  '/storages/?page=2': stuck,
  '/storages/': answer(200, { count: 2, results: [{ id: 1 }], next: '/storages/?page=2' }),
  '/jobs/1/': answer(200, { id: 1, status: 'running' }),
  '/async/jobs/1/': log,
  '/plugins/200/': halfWay(stuck),
  '/plugins/503/': answer(503, '', { 'Retry-After': '50' }),
  '/': stuck,
};

/** Starts it. It ends after the tests of the file. */
export async function stuckServer() {
  const server = await faultServer();
  return server.play((socket, request) => {
    const [, behave] = Object.entries(ROUTES).find(([path]) => request.target.startsWith(path));
    behave(socket, request);
  });
}
