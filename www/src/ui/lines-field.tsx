// A text field with line breaks, for a key in PEM or a changelog. A secret may come from a file.
import { useRef, useState } from 'preact/hooks';
import { t } from '../i18n';
import { readText } from '../lib/text-file';
import { Field, TextField, type TextFieldProps } from './field';

type LinesFieldProps = TextFieldProps & {
  /** A single-line field, until the user pastes several lines. */
  single?: boolean;
};

type Control = HTMLInputElement | HTMLTextAreaElement;

/** A password of several lines is hidden as well. */
export function LinesField({ single = false, ...props }: LinesFieldProps) {
  const { label, hint, errors = [], optional, value, onValue, type, inputMode, ...rest } = props;
  const isSecret = type === 'password';
  const [fault, setFault] = useState<'large' | 'binary'>();
  const hasLines = useRef(!single);
  // It does not become a single-line field again, because the focus would be lost.
  hasLines.current ||= value.includes('\n');
  const wantsFocus = useRef(false);

  const set = (text: string) => {
    setFault(undefined);
    onValue(text);
  };
  const put = (control: Control, text: string) => {
    wantsFocus.current = true;
    set(text);
    // The browser fires no event for a value that is set by a script.
    control.form?.dispatchEvent(new Event('input'));
  };
  const paste = (event: ClipboardEvent) => {
    const control = event.currentTarget as Control;
    const text = withPasted(control, oneLine(event.clipboardData?.getData('text/plain').replace(/\r\n?/g, '\n') ?? ''));
    if (!text.includes('\n')) return;
    event.preventDefault();
    put(control, text);
  };
  const take = async (control: Control, file: File) => {
    const read = await readText(file);
    if ('fault' in read) setFault(read.fault);
    else put(control, oneLine(read.text));
  };
  const drops = isSecret && {
    onDragOver: (event: DragEvent) => event.dataTransfer?.types.includes('Files') && event.preventDefault(),
    onDrop(event: DragEvent) {
      const file = event.dataTransfer?.files[0];
      if (!file) return;
      event.preventDefault();
      void take(event.currentTarget as Control, file);
    },
  };
  const told = fault ? [t(`field.file.${fault}`), ...errors] : errors;
  if (!hasLines.current) return <TextField {...props} {...drops} errors={told} onValue={set} onPaste={paste} />;
  return (
    <Field label={label} errors={told} optional={optional} hint={single || !isSecret ? hint : <FileChoice onFile={take} />}>
      {(control) => (
        <textarea
          {...rest}
          {...control}
          {...drops}
          // The user continues in the same field after pasting.
          ref={(element) => {
            if (wantsFocus.current) element?.focus();
            wantsFocus.current = false;
          }}
          class={isSecret ? 'lines secret-lines' : 'lines'}
          rows={2}
          value={value}
          spellcheck={false}
          onInput={(event) => set(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}

/** The alternative to dropping a file. */
function FileChoice({ onFile }: { onFile: (control: Control, file: File) => Promise<void> }) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      {t('field.file.drop')}{' '}
      <button type="button" class="link" onClick={() => input.current?.click()}>
        {t('field.file.choose')}
      </button>
      <input
        ref={input}
        type="file"
        hidden
        aria-label={t('field.file.choose')}
        onChange={({ currentTarget }) => {
          const [file] = currentTarget.files ?? [];
          if (file) void onFile(currentTarget, file);
          // The same file can be chosen again.
          currentTarget.value = '';
        }}
      />
    </>
  );
}

/** The line break after a single copied line is not part of the text. */
function oneLine(text: string): string {
  return /\n./.test(text) ? text : text.replace(/\n$/, '');
}

function withPasted({ value, selectionStart, selectionEnd }: Control, text: string): string {
  return value.slice(0, selectionStart ?? 0) + text + value.slice(selectionEnd ?? value.length);
}
