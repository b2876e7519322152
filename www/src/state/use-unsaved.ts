import { useLayoutEffect } from 'preact/hooks';
import { hold } from './router';

/** While `unsaved`, leaving the page is asked about: what was typed or is being sent would be lost. */
export function useUnsaved(unsaved: boolean): void {
  // Not useEffect, which comes after the next paint: a page that says it is done must let go at once.
  useLayoutEffect(() => {
    if (!unsaved) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    const release = hold();
    window.addEventListener('beforeunload', ask);
    return () => {
      release();
      window.removeEventListener('beforeunload', ask);
    };
  }, [unsaved]);
}
