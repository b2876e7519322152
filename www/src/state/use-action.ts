// An action of the user: it runs once at a time, and its result is shown.
import { useEffect, useRef, useState } from 'preact/hooks';
import { ValidationError, type BackendClient } from 'synapse-backend-client';
import { focusRefused } from './focus-refused';
import { href, navigate } from './router';
import { client, noteFailure } from './session';
import { traced } from './traced';
import { toastError, toastSuccess } from './toasts';

const NONE: FieldErrors = {};

export type FieldErrors = Record<string, string[]>;

export interface Action<A extends unknown[]> {
  busy: boolean;
  /** The backend's field errors, to show at the fields. */
  fieldErrors: FieldErrors;
  /** The failure, to show where the user started the action. In a toast it would be overlooked, and unclear. */
  failure: unknown;
  run(...args: A): Promise<void>;
}

/** The message of a success, and the page with the result. */
export type Outcome = string | { text: string; to: readonly (string | number)[] };

/** `work` resolves with the message of a success, which the answer of its last call caused. `onDone` is called unless the user has left. */
export function useAction<A extends unknown[]>(
  work: (client: BackendClient, ...args: A) => Promise<Outcome>,
  onDone?: () => void,
): Action<A> {
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
      if (!left.current) onDone?.();
      if (typeof outcome === 'string') return toastSuccess(outcome, own.lastRequestId());
      // A user who has gone to another page in the meantime stays there.
      if (!left.current) navigate(outcome.to);
      toastSuccess(outcome.text, own.lastRequestId(), left.current ? href(outcome.to) : undefined);
    } catch (error) {
      noteFailure(error);
      if (error instanceof ValidationError) focusRefused();
      if (left.current) toastError(error);
      else setFailure(error);
    } finally {
      setBusy(false);
    }
  };
  return { busy, fieldErrors: failure instanceof ValidationError ? failure.fieldErrors : NONE, failure, run };
}
