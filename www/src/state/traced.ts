// The connection's client for messages that show a request id. Loaded with the actions.
import type { BackendClient, BackendClientOptions, Hooks } from 'synapse-backend-client';
import { client, observe } from './session';

export interface TracedClient {
  client: BackendClient;
  /** The request id of its last answer, if there is one. Answers of other clients do not count. */
  lastRequestId(): string | undefined;
}

/** The connection's client, for calls whose results are shown in a message. */
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
