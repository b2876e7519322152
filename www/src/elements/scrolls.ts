/** The scroll positions in a shadow root, which a browser forgets when the host is moved. */
export class Scrolls {
  readonly #offsets = new Map<Element, { left: number; top: number }>();

  constructor(root: ShadowRoot) {
    const remember = ({ target }: Event) => {
      this.#forgetRemoved();
      if (target instanceof Element) this.#offsets.set(target, { left: target.scrollLeft, top: target.scrollTop });
    };
    root.addEventListener('scroll', remember, { capture: true, passive: true });
  }

  restore(): void {
    this.#forgetRemoved();
    for (const [element, { left, top }] of this.#offsets) {
      element.scrollLeft = left;
      element.scrollTop = top;
    }
  }

  #forgetRemoved(): void {
    for (const element of this.#offsets.keys()) if (!element.isConnected) this.#offsets.delete(element);
  }
}
