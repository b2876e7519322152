// The ways in which the server of the soak test fails a request. `answer` is Node's response. `hasReached` says whether the backend may
// have applied the request before it failed. If so, it does every other time.

const json = (status, body, headers) => (response) => {
  response.writeHead(status, { 'Content-Type': 'application/json', ...headers }).end(JSON.stringify(body));
};
const halfWay = (end) => (response) => {
  response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': 40 });
  response.write('{"id": 1, "nam', () => end(response));
};
const reset = (response) => response.socket?.resetAndDestroy();
const close = (response) => response.socket?.end();
// Waits until the client aborts, which closes the connection.
const hang = () => {};

const retryAfter = { 'Retry-After': '0' };
const detail = { detail: 'Not this time.' };

export const FAULTS = [
  { answer: reset, hasReached: true },
  { answer: close, hasReached: true },
  { answer: hang, hasReached: true },
  { answer: halfWay(reset), hasReached: true },
  { answer: halfWay(close), hasReached: true },
  { answer: halfWay(hang), hasReached: true },
  { answer: json(408, detail), hasReached: true },
  { answer: json(500, detail), hasReached: true },
  { answer: json(502, detail), hasReached: true },
  { answer: json(503, detail), hasReached: true },
  { answer: json(504, detail), hasReached: true },
  { answer: (response) => response.writeHead(200, { 'Content-Type': 'text/html' }).end('<title>Log in</title>'), hasReached: true },
  { answer: (response) => response.writeHead(201, { 'Content-Type': 'application/json' }).end('{"id": 1, "na'), hasReached: true },
  { answer: json(413, detail, retryAfter) },
  { answer: json(429, detail) },
  { answer: json(429, detail, retryAfter) },
  { answer: json(429, detail, { 'Retry-After': '3600' }) },
  { answer: json(503, detail, retryAfter) },
  { answer: json(503, { error_type: 'gpu_unavailable' }) },
  { answer: json(307, detail, { Location: '/elsewhere/' }) },
  { answer: json(400, { name: ['No.'] }) },
  { answer: json(401, detail) },
  { answer: json(404, detail) },
  { answer: json(501, detail) },
  { answer: (response) => response.writeHead(404).end('x'.repeat(100_000)) },
];
