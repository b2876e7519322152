// Registers the calls that the current page makes, and that its form would make, so that they can be shown as code.
import { useEffect, useRef } from 'preact/hooks';
import type { BackendClient } from 'synapse-backend-client';

export type MakeCalls = (client: BackendClient, signal: AbortSignal) => Promise<unknown> | undefined;

interface Entry {
  make: MakeCalls;
  /** For a form: the label of its button. */
  action: string | undefined;
}

const entries = new Set<Entry>();

/** Registered while the component is mounted. `make` is called again only to show its requests, with a client that sends nothing. */
export function useRegisteredCalls(make: MakeCalls, action?: string): void {
  const entry = useRef<Entry>({ make, action }).current;
  Object.assign(entry, { make, action });
  useEffect(() => {
    entries.add(entry);
    return () => void entries.delete(entry);
  }, []);
}

export function registeredCalls(): readonly Readonly<Entry>[] {
  return [...entries];
}
