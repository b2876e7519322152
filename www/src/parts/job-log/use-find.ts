import type { RefObject } from 'preact';
import { useEffect } from 'preact/hooks';

/**
 * Ctrl+F opens the log's own search, because the browser's search finds only the visible lines. A second Ctrl+F opens the browser's search.
 * `everywhere`: on the whole page, not only within the log.
 */
export function useFind(section: RefObject<HTMLElement | null>, everywhere: boolean): void {
  useEffect(() => {
    const target = everywhere ? document : section.current;
    const find = (event: Event) => {
      if (!(event instanceof KeyboardEvent) || !isFind(event) || event.defaultPrevented) return;
      const search = section.current?.querySelector<HTMLInputElement>('[data-search]');
      if (!search || search.matches(':focus') || document.querySelector('dialog[open]')) return;
      event.preventDefault();
      search.focus();
      search.select();
    };
    target?.addEventListener('keydown', find);
    return () => target?.removeEventListener('keydown', find);
  }, [everywhere]);
}

/** Also on keyboards with other letters. */
function isFind({ key, code, ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent): boolean {
  return (ctrlKey || metaKey) && !altKey && !shiftKey && (key.toLowerCase() === 'f' || (code === 'KeyF' && !/^[a-z]$/i.test(key)));
}
