// The overlay above the page: one at a time.
import { signal } from '@preact/signals';

export type Overlay = 'backends' | 'help' | 'settings' | 'requests' | 'palette';

export const overlay = signal<Overlay | null>(null);
