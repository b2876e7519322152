// Registers the calls that the current page makes, and that its form would make, so that they can be shown as code.
import { useEffect, useRef } from 'preact/hooks';
import type { BackendClient } from 'synapse-backend-client';

export type Ask = (client: BackendClient, signal: AbortSignal) => Promise<unknown> | undefined;

interface Entry {
  ask: Ask;
  /** For a form: the label of its button. */
  action: string | undefined;
}

const entries = new Set<Entry>();

/** Registered while the component is mounted. `ask` is called again only to show its requests, with a client that sends nothing. */
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
