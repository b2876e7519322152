// The connection's client, for what shows the request id of its answer: loaded with the actions.
import type { BackendClient, BackendClientOptions, Hooks } from 'synapse-backend-client';
import { client, observe } from './session';

export interface TracedClient {
  client: BackendClient;
  /** Of its last answer, where that has one: other clients' answers, which come all the time, do not count. */
  lastRequestId(): string | undefined;
}

/** The connection's client once more, for calls whose answers somebody is told of. */
export function traced(connected: BackendClient, more?: Partial<BackendClientOptions>): TracedClient {
  let last: string | undefined;
  const observers = observe(() => client.peek() === connected);
  const hooks: Hooks = {
    ...observers,
    onResponse(event) {
      last = event.requestId;
      observers.onResponse(event);
    },
  };
  return { client: connected.withOptions({ hooks, ...more }), lastRequestId: () => last };
}
