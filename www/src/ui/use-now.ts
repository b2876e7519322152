import { useEffect, useState } from 'preact/hooks';
import { serverNow } from '../state/server-clock';

/** The backend's time, updated every `ms`; null: never. */
export function useNow(ms: number | null): number {
  const [now, setNow] = useState(serverNow);
  useEffect(() => {
    if (ms === null) return;
    const timer = setInterval(() => setNow(serverNow()), ms);
    return () => clearInterval(timer);
  }, [ms]);
  return now;
}
