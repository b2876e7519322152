import { useEffect, useState } from 'preact/hooks';
import { ALL_SHOWN, isSameShown, type LogShown } from '../../lib/log/shown';

/** The delay after the last key until the input is used, in ms. */
const TYPING_MS = 350;

/** Search and levels, from the properties. Reports changes of the user. */
export function useShown(given: LogShown = ALL_SHOWN, onShown?: (shown: LogShown) => void): [LogShown, (changes: Partial<LogShown>) => void] {
  const [shown, setShown] = useState(given);
  const [told, setTold] = useState(given);

  // The address of the same log has changed.
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
