// A `fetch` without a network, so that only the cost of the call itself is measured.

const JOB = JSON.stringify({ id: 1, status: 'running', progress: 42.5, plugin: 7, created_at: '2025-01-01T00:00:00Z', result: null });
const INIT = { status: 200, headers: { 'content-type': 'application/json' } };

export const stubFetch = async () => new Response(JOB, INIT);

/** Every fifth request fails: by a broken connection, a proxy's 502, and a 503 with `Retry-After: 0`, in turn. */
export function faultyFetch() {
  const faults = [
    () => Promise.reject(new TypeError('fetch failed')),
    async () => new Response('', { status: 502 }),
    async () => new Response('', { status: 503, headers: { 'Retry-After': '0' } }),
  ];
  let count = 0;
  return () => (++count % 5 ? stubFetch() : faults[(count / 5) % faults.length]());
}
