import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import { t } from '../i18n';
import { rejected } from '../state/session';
import { IconButton } from './basics';

interface DialogProps {
  title: string;
  /** Without it, the dialog has no close button and must be answered. */
  onClose?: () => void;
  children: ComponentChildren;
}

/** A modal dialog, shown while it is rendered. The browser keeps the focus in it and restores it. */
export function Dialog({ title, onClose, children }: DialogProps) {
  const element = useRef<HTMLDialogElement>(null);
  const heading = useId();
  // Whether the pointer was pressed outside of the dialog. A text selection that starts inside may end there.
  const beside = useRef(false);
  useEffect(() => {
    const dialog = element.current;
    dialog?.showModal();
    return () => dialog?.close();
  }, []);
  return (
    <dialog
      ref={element}
      aria-labelledby={heading}
      // Esc closes neither the dialog that asks for another token nor one behind it.
      closedby={onClose && !rejected.value ? 'closerequest' : 'none'}
      onCancel={(event) => {
        event.preventDefault();
        onClose?.();
      }}
      // Browsers close a dialog at the second Esc in any case.
      onClose={({ currentTarget: dialog }) => {
        // The close event of a removed dialog arrives late, when another one may be open.
        if (!dialog.isConnected) return;
        if (onClose) onClose();
        else dialog.showModal();
      }}
      onMouseDown={(event) => void (beside.current = event.target === element.current)}
      onMouseUp={(event) => beside.current && event.target === element.current && onClose?.()}
    >
      <div class="dialog-body">
        <header class="dialog-head">
          <h2 id={heading}>{title}</h2>
          {onClose && <IconButton icon="close" label={t('common.close')} onClick={onClose} />}
        </header>
        {children}
      </div>
    </dialog>
  );
}
