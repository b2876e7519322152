import { useLayoutEffect } from 'preact/hooks';
import { hold } from './router';

/** While `unsaved`, the user is asked before they leave the page, because input or a running upload would be lost. */
export function useUnsaved(unsaved: boolean): void {
  // Not useEffect, which runs after the next paint: a page that says it is done must allow leaving at once.
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
