import type { NextRequest } from 'next/server';

const TO_BACKEND = ['accept', 'content-type', 'content-length', 'last-event-id'];
const TO_PAGE = ['content-type', 'date', 'retry-after', 'x-request-id'];

async function proxy(request: NextRequest): Promise<Response> {
  // Check the visitor's session here: the token below is yours.
  const { SYNAPSE_BASE_URL, SYNAPSE_API_TOKEN } = process.env;
  // Not the parameter `path`: it has no last slash, and is decoded.
  const { pathname, search } = new URL(request.url);
  const headers = pick(request.headers, TO_BACKEND);
  headers.set('Synapse-Access-Token', `Token ${SYNAPSE_API_TOKEN}`);
  const answer = await fetch(SYNAPSE_BASE_URL + pathname.slice('/synapse'.length) + search, {
    method: request.method,
    headers,
    body: request.body,
    duplex: 'half',
    redirect: 'manual',
    signal: request.signal,
    cache: 'no-store',
  } as RequestInit);
  return new Response(answer.body, { status: answer.status, headers: pick(answer.headers, TO_PAGE) });
}

function pick(headers: Headers, names: string[]): Headers {
  return new Headers(names.flatMap((name) => (headers.has(name) ? [[name, headers.get(name)!]] : [])) as [string, string][]);
}

export { proxy as DELETE, proxy as GET, proxy as PATCH, proxy as POST, proxy as PUT };
