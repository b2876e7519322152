import { useEffect, useState } from 'preact/hooks';
import type { Connection } from './connection-store';
import { connection } from './session';

/** A name that only tabs with the same connection know, so that they need not share the token. Undefined until it is computed. */
export function useScope(): string | undefined {
  const [scope, setScope] = useState<{ of: Connection | null; name: string }>();
  const current = connection.value;
  useEffect(() => {
    let left = false;
    void nameOf(current).then((name) => left || setScope({ of: current, name }));
    return () => (left = true);
  }, [current]);
  return scope?.of === current ? scope.name : undefined;
}

async function nameOf(target: Connection | null): Promise<string> {
  const { subtle } = crypto;
  // On plain http, WebCrypto is not available, and neither are locks.
  if (!subtle || !target) return String(Math.random());
  const text = JSON.stringify([target.baseUrl, target.tenant, target.token]);
  const hash = new Uint8Array(await subtle.digest('SHA-256', new TextEncoder().encode(text)));
  return [...hash].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
