// The backend of the soak test, in a process of its own. It fails one request in five. For each call, by its key, it counts how often it
// was requested and how often it was applied.
import { createServer } from 'node:http';
import { FAULTS } from './faults.mjs';

const calls = new Map();
let turn = 0;

const server = createServer((request, response) => {
  request.on('error', () => {});
  response.on('error', () => {});
  request.resume().on('end', () => serve(request.headers['x-call'], response));
});

function serve(key, response) {
  const call = calls.get(key) ?? { requested: 0, applied: 0 };
  calls.set(key, call);
  call.requested += 1;
  turn += 1;
  if (turn % 5 !== 0) {
    call.applied += 1;
    response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify({ id: key }));
    return;
  }
  const fault = FAULTS[(turn / 5) % FAULTS.length];
  if (fault.hasReached && (turn / 5) % 2 === 0) call.applied += 1;
  fault.answer(response);
}

server.listen(0, '127.0.0.1', () => process.send({ port: server.address().port }));
process.on('message', () => process.send({ calls: [...calls] }));
process.on('disconnect', () => process.exit());
