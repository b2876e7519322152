// A text field whose line breaks are part of the value: a key in PEM, a changelog.
import { useRef } from 'preact/hooks';
import { Field, TextField, type TextFieldProps } from './field';

type LinesFieldProps = TextFieldProps & {
  /** A single-line field, until the user pastes several lines. */
  single?: boolean;
};

/** A password of several lines is hidden as well. */
export function LinesField({ single = false, ...props }: LinesFieldProps) {
  const hasPasted = useRef(false);
  const { label, hint, errors, optional, value, onValue, type, inputMode, ...rest } = props;
  if (single && !value.includes('\n')) {
    const paste = (event: ClipboardEvent) => {
      const text = withPasted(event.currentTarget as HTMLInputElement, event.clipboardData?.getData('text/plain') ?? '');
      // The line break after a copied line is not part of the text.
      if (!/\n./.test(text)) return;
      event.preventDefault();
      hasPasted.current = true;
      onValue(text);
    };
    return <TextField {...props} onPaste={paste} />;
  }
  return (
    <Field label={label} hint={hint} errors={errors} optional={optional}>
      {(control) => (
        <textarea
          {...rest}
          {...control}
          // The user continues in the same field after pasting.
          ref={(element) => {
            if (hasPasted.current) element?.focus();
            hasPasted.current = false;
          }}
          class={type === 'password' ? 'lines secret-lines' : 'lines'}
          rows={2}
          value={value}
          spellcheck={false}
          onInput={(event) => onValue(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}

function withPasted({ value, selectionStart, selectionEnd }: HTMLInputElement, pasted: string): string {
  return value.slice(0, selectionStart ?? 0) + pasted.replace(/\r\n?/g, '\n') + value.slice(selectionEnd ?? value.length);
}
