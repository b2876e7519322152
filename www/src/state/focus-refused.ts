/** Focuses the first invalid control of the form in front, after it was marked as invalid. */
export function focusRefused(): void {
  requestAnimationFrame(() => {
    const front = document.querySelector('dialog[open]') ?? document;
    front.querySelector<HTMLElement>('form [aria-invalid="true"]')?.focus();
  });
}
