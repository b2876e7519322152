// Short messages about what has happened, for those who look and for screen readers.
import { signal } from '@preact/signals';
import { detailOf, messageOf, requestIdText } from '../i18n/error-text';

export interface Toast {
  id: number;
  kind: 'success' | 'failure';
  text: string;
  detail: string;
  /** Where to look at what it tells of. */
  link?: string | undefined;
  /** How often it was told. */
  count: number;
}

export const toasts = signal<Toast[]>([]);
let lastId = 0;

/** The same failure once more is told in the place of the last. */
function toast(kind: Toast['kind'], text: string, detail: string, link?: string): void {
  const same = kind === 'failure' ? toasts.value.find((item) => item.kind === kind && item.text === text) : undefined;
  lastId += 1;
  const told = { id: lastId, kind, text, detail, link, count: (same?.count ?? 0) + 1 };
  toasts.value = [...toasts.value.filter((item) => item !== same), told];
}

export function dismiss(id: number): void {
  toasts.value = toasts.value.filter((item) => item.id !== id);
}

/** `requestId`: of the answer that it tells of, where the backend gave one. */
export function toastSuccess(text: string, requestId: string | undefined, link?: string): void {
  toast('success', text, requestIdText(requestId), link);
}

export function toastError(error: unknown): void {
  toast('failure', messageOf(error), detailOf(error));
}
