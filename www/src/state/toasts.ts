// Short messages about results, for the screen and for screen readers.
import { signal } from '@preact/signals';
import { detailOf, messageOf, requestIdText } from '../i18n/error-text';

export interface Toast {
  id: number;
  kind: 'success' | 'failure';
  text: string;
  detail: string;
  /** A link to the object of the message. */
  link?: string | undefined;
  /** How often it was shown. */
  count: number;
}

export const toasts = signal<Toast[]>([]);
let lastId = 0;

/** A repeated failure replaces the last one. */
function toast(kind: Toast['kind'], text: string, detail: string, link?: string): void {
  const same = kind === 'failure' ? toasts.value.find((item) => item.kind === kind && item.text === text) : undefined;
  lastId += 1;
  const told = { id: lastId, kind, text, detail, link, count: (same?.count ?? 0) + 1 };
  toasts.value = [...toasts.value.filter((item) => item !== same), told];
}

export function dismiss(id: number): void {
  toasts.value = toasts.value.filter((item) => item.id !== id);
}

/** `requestId`: of the answer that the message is about, if the backend sent one. */
export function toastSuccess(text: string, requestId: string | undefined, link?: string): void {
  toast('success', text, requestIdText(requestId), link);
}

export function toastError(error: unknown): void {
  toast('failure', messageOf(error), detailOf(error));
}
