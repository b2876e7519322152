// Loads a rarely used component when it is first shown.
import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { t, withWords } from '../i18n';
import { toastError } from '../state/toasts';

/** If it cannot be loaded, the failure is reported, and the component counts as closed. */
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
