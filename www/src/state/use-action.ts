// Something that a person asked for: once at a time, and how it went is told.
import { useState } from 'preact/hooks';
import { AuthenticationError, ValidationError, type BackendClient } from 'synapse-backend-client';
import { client, noteFailure, traced } from './session';
import { toastError, toastSuccess } from './toasts';

export type FieldErrors = Record<string, string[]>;

export interface Action<A extends unknown[]> {
  busy: boolean;
  /** What the backend said of single fields, to be shown at them. */
  fieldErrors: FieldErrors;
  run(...args: A): Promise<void>;
}

/**
 * `work` resolves with what is told of its success, which its last call brought. `onError`: where a failure is told, if a
 * toast would not be seen or not say what it is about.
 */
export function useAction<A extends unknown[]>(
  work: (client: BackendClient, ...args: A) => Promise<string>,
  onError: (error: unknown) => void = toastError,
): Action<A> {
  const [busy, setBusy] = useState(false);
  const [fieldErrors, setFieldErrors] = useState<FieldErrors>({});

  const run = async (...args: A) => {
    if (busy || !client.value) return;
    setBusy(true);
    setFieldErrors({});
    const own = traced(client.value);
    try {
      toastSuccess(await work(own.client, ...args), own.lastRequestId());
    } catch (error) {
      noteFailure(error);
      if (error instanceof ValidationError) setFieldErrors(error.fieldErrors);
      // That the token is refused is told by the dialog which asks for another.
      if (!(error instanceof AuthenticationError)) onError(error);
    } finally {
      setBusy(false);
    }
  };
  return { busy, fieldErrors, run };
}
