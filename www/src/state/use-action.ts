// Something that a person asked for: once at a time, and how it went is told.
import { useEffect, useRef, useState } from 'preact/hooks';
import { AuthenticationError, ValidationError, type BackendClient } from 'synapse-backend-client';
import { focusRefused } from './focus-refused';
import { href, navigate } from './router';
import { client, isOfAgent, noteFailure } from './session';
import { traced } from './traced';
import { toastError, toastSuccess } from './toasts';

const NONE: FieldErrors = {};

export type FieldErrors = Record<string, string[]>;

export interface Action<A extends unknown[]> {
  busy: boolean;
  /** What the backend said of single fields, to be shown at them. */
  fieldErrors: FieldErrors;
  /** Shown where it was asked for: a toast would not be seen there, nor say what it is about. */
  failure: unknown;
  run(...args: A): Promise<void>;
}

/** What is told of a success, and the page that shows what came of it. */
export type Outcome = string | { text: string; to: readonly (string | number)[] };

/** `work` resolves with what is told of its success, which its last call brought. */
export function useAction<A extends unknown[]>(work: (client: BackendClient, ...args: A) => Promise<Outcome>): Action<A> {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>();

  const left = useRef(false);
  useEffect(() => () => void (left.current = true), []);

  const run = async (...args: A) => {
    if (busy || !client.value) return;
    setBusy(true);
    setFailure(undefined);
    const own = traced(client.value);
    try {
      const outcome = await work(own.client, ...args);
      if (typeof outcome === 'string') return toastSuccess(outcome, own.lastRequestId());
      // Who has gone elsewhere meanwhile is not taken away from there.
      if (!left.current) navigate(outcome.to);
      toastSuccess(outcome.text, own.lastRequestId(), left.current ? href(outcome.to) : undefined);
    } catch (error) {
      noteFailure(error);
      if (error instanceof ValidationError) focusRefused();
      // That the token is refused is told by the dialog which asks for another.
      if (error instanceof AuthenticationError && !isOfAgent(error.url)) return;
      if (left.current) toastError(error);
      else setFailure(error);
    } finally {
      setBusy(false);
    }
  };
  return { busy, fieldErrors: failure instanceof ValidationError ? failure.fieldErrors : NONE, failure, run };
}
