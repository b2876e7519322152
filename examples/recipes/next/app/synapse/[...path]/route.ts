import type { NextRequest } from 'next/server';
import { backend } from '@/lib/backend';

const TO_BACKEND = ['accept', 'content-type', 'content-length', 'last-event-id'];
const TO_PAGE = ['content-type', 'date', 'retry-after', 'x-request-id'];

async function proxy(request: NextRequest): Promise<Response> {
  // Check the visitor's session here: the token below is yours.
  // Do not use the parameter `path`: it is decoded and lacks the last slash.
  const { pathname, search } = new URL(request.url);
  // A server that decodes these could leave the path of the base URL.
  if (/%2f|%5c/i.test(pathname)) return refuse(403, 'Not allowed.');
  const headers = pick(request.headers, TO_BACKEND);
  headers.set('Synapse-Access-Token', `Token ${process.env.SYNAPSE_API_TOKEN}`);
  const answer = await fetch(backend().baseUrl + pathname.slice('/synapse'.length) + search, {
    method: request.method,
    headers,
    body: request.body,
    duplex: 'half',
    redirect: 'manual',
    signal: request.signal,
    cache: 'no-store',
  } as RequestInit).catch((error: unknown) => {
    if (!request.signal.aborted) console.error(error);
  });
  if (!answer) return refuse(502, 'The backend does not answer.');
  // An error page may show settings and paths. The backend's own errors are JSON.
  const isShown = answer.ok || (answer.status !== 401 && answer.headers.get('content-type')?.startsWith('application/json'));
  if (!isShown) await answer.body?.cancel();
  // The visitor's login is valid: the backend refused the token of this server.
  if (answer.status === 401) return refuse(403, "The server's token was refused.");
  return new Response(isShown ? answer.body : null, { status: answer.status, headers: pick(answer.headers, TO_PAGE) });
}

function refuse(status: number, detail: string): Response {
  return Response.json({ detail }, { status });
}

function pick(headers: Headers, names: string[]): Headers {
  return new Headers(names.flatMap((name) => (headers.has(name) ? [[name, headers.get(name)!]] : [])) as [string, string][]);
}

export { proxy as DELETE, proxy as GET, proxy as PATCH, proxy as POST, proxy as PUT };
