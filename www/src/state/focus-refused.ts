/** Leads to the first control that is refused of the form in front, once it is shown to be. */
export function focusRefused(): void {
  requestAnimationFrame(() => {
    const front = document.querySelector('dialog[open]') ?? document;
    front.querySelector<HTMLElement>('form [aria-invalid="true"]')?.focus();
  });
}
