import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import { t } from '../i18n';
import { IconButton } from './basics';

interface DialogProps {
  title: string;
  /** Not given: it cannot be closed, only answered. */
  onClose?: () => void;
  children: ComponentChildren;
}

/** A modal dialog, for as long as it is rendered. The browser keeps the focus in it and gives it back. */
export function Dialog({ title, onClose, children }: DialogProps) {
  const element = useRef<HTMLDialogElement>(null);
  const heading = useId();
  // Whether the pointer went down beside the dialog: what is selected in it may end there.
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
      onCancel={(event) => {
        event.preventDefault();
        onClose?.();
      }}
      // Browsers take a second Esc for the person's last word.
      onClose={({ currentTarget: dialog }) => {
        // One that is gone says so late, when another may be open.
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
