import { useEffect } from 'preact/hooks';
import { hold } from './router';

/** While `unsaved`, leaving the page is asked about: what was typed or is being sent would be lost. */
export function useUnsaved(unsaved: boolean): void {
  useEffect(() => {
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
