// The common parts of the custom elements: a shadow root with the console's styles, properties that may be set early, and moves in the page.
import { render, type ComponentChild, type ComponentChildren } from 'preact';
import type { BackendClient } from 'synapse-backend-client';
import { language } from '../i18n';
import base from '../styles/base.css?inline';
import content from '../styles/content.css?inline';
import controls from '../styles/controls.css?inline';
import forms from '../styles/forms.css?inline';
import table from '../styles/table.css?inline';
import tokens from '../styles/tokens.css?inline';
import isolation from './isolation.css?inline';
import { Scrolls } from './scrolls';
import { sheetOf } from './sheets';

const SHARED = tokens + base + controls + forms + table + content + isolation;

// Nothing in it is a custom element. With the page's custom element registry, it could not be rendered in another window.
const ROOT = { mode: 'open', customElementRegistry: null } as ShadowRootInit;

// A server that renders pages also imports this file, and has no elements.
const Base = globalThis.HTMLElement ?? (class {} as typeof HTMLElement);

export abstract class SynapseElement extends Base {
  #client: BackendClient | null = null;
  readonly #styles: readonly string[];
  readonly #root = this.attachShadow(ROOT);
  readonly #scrolls = new Scrolls(this.#root);

  constructor(styles: string) {
    super();
    this.#styles = [SHARED, styles];
    this.adoptedCallback();
  }

  /** A document accepts only its own style sheets, so those of the old document are removed. */
  adoptedCallback(): void {
    this.#root.adoptedStyleSheets = this.#styles.map((css) => sheetOf(this.ownerDocument, css));
  }

  get client(): BackendClient | null {
    return this.#client;
  }

  // Preact sets '' for a missing value.
  set client(client: BackendClient | '' | null | undefined) {
    // Not by its class, because a page may have two copies of the package.
    if (client && typeof client.withOptions !== 'function') throw new TypeError('client must be a BackendClient');
    this.#client = client || null;
    this.#update();
  }

  connectedCallback(): void {
    this.#takeEarlyProperties();
    this.#scrolls.restore();
    this.#update();
  }

  /** A moved element is removed and added again before anything else happens. Only an element that stays away was removed. */
  disconnectedCallback(): void {
    setTimeout(() => {
      if (!this.isConnected) render(null, this.#root);
    });
  }

  attributeChangedCallback(): void {
    this.#update();
  }

  protected abstract view(client: BackendClient): ComponentChild;

  /** A property that is stored in the attribute of the same name. */
  protected reflect(name: string, value: string | number | bigint | null | undefined): void {
    if (value === null || value === undefined || value === '') this.removeAttribute(name);
    else if (typeof value === 'object') throw new TypeError(`${name} must be a number or a string, not ${String(value)}`);
    else this.setAttribute(name, String(value));
  }

  protected tell(type: string, detail: object): void {
    this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }));
  }

  #update(): void {
    if (this.isConnected) render(<Content>{this.#client && this.view(this.#client)}</Content>, this.#root);
  }

  /** Properties that were set before the element was defined are own properties, which hide those of the class. */
  #takeEarlyProperties(): void {
    const { observedAttributes } = this.constructor as unknown as { observedAttributes: string[] };
    for (const name of ['client', ...observedAttributes]) {
      if (!Object.hasOwn(this, name)) continue;
      const value = Reflect.get(this, name);
      Reflect.deleteProperty(this, name);
      Reflect.set(this, name, value);
    }
  }
}

function Content({ children }: { children: ComponentChildren }) {
  return (
    <div class="content" lang={language.value}>
      {children}
    </div>
  );
}
