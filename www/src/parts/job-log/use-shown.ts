import { useEffect, useState } from 'preact/hooks';
import { ALL_SHOWN, isSameShown, type LogShown } from '../../lib/log/shown';

/** Typing is over when nothing was typed for so long. */
const TYPING_MS = 350;

/** Search and levels: as they are given, and told when somebody has changed them. */
export function useShown(given: LogShown = ALL_SHOWN, onShown?: (shown: LogShown) => void): [LogShown, (changes: Partial<LogShown>) => void] {
  const [shown, setShown] = useState(given);
  const [told, setTold] = useState(given);

  // Somebody went to another address of the same log.
  if (!isSameShown(given, told)) {
    setTold(given);
    setShown(given);
  }
  useEffect(() => {
    if (!onShown || isSameShown(shown, told)) return;
    const timer = setTimeout(() => {
      setTold(shown);
      onShown(shown);
    }, TYPING_MS);
    return () => clearTimeout(timer);
  }, [shown, told]);

  return [shown, (changes) => setShown((before) => ({ ...before, ...changes }))];
}
