// Records the requests of calls, by running them on a client that sends nothing.
import type { BackendClient } from 'synapse-backend-client';
import type { SentRequest } from '../lib/code/curl';
import type { ClientCall } from '../lib/code/script';
import type { MakeCalls } from './registered-calls';

export interface RecordedCall extends ClientCall {
  requests: SentRequest[];
}

/** The placeholder of every token. */
const NO_TOKEN = 'TOKEN';

export async function recorded(client: BackendClient, hasTenant: boolean, make: MakeCalls): Promise<RecordedCall[]> {
  const calls: RecordedCall[] = [];
  const running: Promise<unknown>[] = [];
  const secrets = { apiToken: NO_TOKEN, ...(hasTenant && { tenant: NO_TOKEN }) };
  const recorder = new Proxy(client, {
    get: (target, name) => (...args: unknown[]) => {
      const call: RecordedCall = { method: String(name), args, requests: [] };
      calls.push(call);
      const own = target.withOptions({ ...secrets, fetch: keeper(call.requests), retry: false, hooks: {} });
      const result: unknown = (own[name as keyof BackendClient] as (...args: unknown[]) => unknown)(...args);
      return result instanceof Promise ? noted(result) : noting(result as AsyncIterableIterator<unknown>);
    },
  });
  const noted = <T>(promise: Promise<T>): Promise<T> => {
    running.push(promise);
    return promise;
  };
  const noting = (items: AsyncIterableIterator<unknown>): AsyncIterableIterator<unknown> => ({
    next: () => noted(items.next()),
    return: async () => ({ done: true, value: undefined }),
    [Symbol.asyncIterator]() {
      return this;
    },
  });
  try {
    await make(recorder, new AbortController().signal);
  } catch {
    // No call gets an answer.
  }
  await Promise.allSettled(running);
  return calls.filter(({ requests }) => requests.length > 0);
}

/** A `fetch` that records its arguments. */
function keeper(requests: SentRequest[]): typeof fetch {
  return async (input, init) => {
    const request = new Request(input, init);
    const { method, url } = request;
    const isForm = request.headers.get('content-type')?.startsWith('multipart/form-data') ?? false;
    // The boundary of a form is chosen by its sender.
    const headers = [...request.headers].filter(([name]) => !(isForm && name === 'content-type'));
    requests.push({ method, url, headers, body: isForm ? await request.formData() : await request.text() });
    throw new TypeError('kept');
  };
}
