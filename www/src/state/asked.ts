// What the page that is shown asks of the backend, and what its form would: for who wants to ask the same elsewhere.
import { useEffect, useRef } from 'preact/hooks';
import type { BackendClient } from 'synapse-backend-client';

export type Ask = (client: BackendClient, signal: AbortSignal) => Promise<unknown> | undefined;

interface Entry {
  ask: Ask;
  /** Of a form: what its button says. */
  action: string | undefined;
}

const entries = new Set<Entry>();

/** For as long as the component is there. `ask` is called once more only where somebody wants to know what it asks; then nothing is sent. */
export function useAsked(ask: Ask, action?: string): void {
  const entry = useRef<Entry>({ ask, action }).current;
  Object.assign(entry, { ask, action });
  useEffect(() => {
    entries.add(entry);
    return () => void entries.delete(entry);
  }, []);
}

export function askedOnPage(): readonly Readonly<Entry>[] {
  return [...entries];
}
