// A backend that streams a log. The test decides what it sends, and when.
import { BackendClient } from 'synapse-backend-client';
import { streamServer } from './stream-server.mjs';

/** How the servers of this file begin a log. */
export function begin(response, type = 'text/event-stream; charset=utf-8') {
  response.writeHead(200, { 'Content-Type': type });
  response.flushHeaders();
}

/**
 * A server that answers each request with the next of `scripts` (the last one answers all further requests), and a client of it.
 */
export async function logServer(...scripts) {
  const requests = [];
  const { url } = await streamServer((request, response, count) => {
    const closed = new Promise((resolve) => response.once('close', resolve));
    requests.push({ url: request.url, headers: request.headers, closed });
    scripts[Math.min(count, scripts.length) - 1](response, request);
  });
  const client = new BackendClient({ baseUrl: url, apiToken: 'token', retry: { baseDelay: 1, maxDelay: 1 } });
  return { url, requests, client };
}

/** Begins a log, sends each of these texts, and then calls the function. */
export const log = (texts, then = (response) => response.end()) => async (response) => {
  begin(response);
  for (const text of [texts].flat()) await new Promise((resolve) => response.write(text, resolve));
  then(response);
};

export const keepOpen = () => {};
/** Breaks the connection: the data arrives, but no end. */
export const cut = (response) => response.socket.end();

export const status = (code) => (response) => {
  response.writeHead(code, { 'Content-Type': 'application/json' });
  response.end(code === 204 ? undefined : '{"detail": "words"}');
};

/** Reads a log to its end, or to its error. */
export async function readLog(events) {
  const seen = [];
  try {
    for await (const event of events) seen.push(event);
    return { seen };
  } catch (error) {
    return { seen, error };
  }
}
