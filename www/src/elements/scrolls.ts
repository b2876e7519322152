/** How far what is in a shadow is scrolled: a browser forgets it when the host moves. */
export class Scrolls {
  readonly #offsets = new Map<Element, { left: number; top: number }>();

  constructor(root: ShadowRoot) {
    const remember = ({ target }: Event) => {
      if (target instanceof Element) this.#offsets.set(target, { left: target.scrollLeft, top: target.scrollTop });
    };
    root.addEventListener('scroll', remember, { capture: true, passive: true });
  }

  restore(): void {
    for (const [element, offset] of this.#offsets) {
      if (element.isConnected) element.scrollTo(offset);
      else this.#offsets.delete(element);
    }
  }
}
