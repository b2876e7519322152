// What few need is loaded when it is first shown.
import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { t, withWords } from '../i18n';
import { toastError } from '../state/toasts';

/** Where it cannot be loaded, that is told, and what was opened counts as closed. */
export function later<P extends object>(load: () => Promise<ComponentType<P>>): ComponentType<P> {
  return function Later(props: P & { onClose?: () => void }) {
    const [shown, show] = useState<{ Component: ComponentType<P> }>();
    useEffect(() => {
      const fail = () => {
        toastError(new Error(t('error.page')));
        props.onClose?.();
      };
      withWords(load()).then((Component) => show({ Component }), fail);
    }, []);
    return shown ? <shown.Component {...props} /> : null;
  };
}
