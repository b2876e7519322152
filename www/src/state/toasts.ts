// Short messages about what has happened, for those who look and for screen readers.
import { signal } from '@preact/signals';
import { detailOf, messageOf, requestIdText } from '../ui/error-text';

export interface Toast {
  id: number;
  kind: 'success' | 'failure';
  text: string;
  detail: string;
}

export const toasts = signal<Toast[]>([]);
let lastId = 0;

function toast(kind: Toast['kind'], text: string, detail: string): void {
  lastId += 1;
  toasts.value = [...toasts.value, { id: lastId, kind, text, detail }];
}

export function dismiss(id: number): void {
  toasts.value = toasts.value.filter((item) => item.id !== id);
}

/** `requestId`: of the answer that it tells of, where the backend gave one. */
export function toastSuccess(text: string, requestId: string | undefined): void {
  toast('success', text, requestIdText(requestId));
}

export function toastError(error: unknown): void {
  toast('failure', messageOf(error), detailOf(error));
}
