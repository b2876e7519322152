// What the parts have in common as custom elements: a shadow of their own, with the console's styles in it.
import { render, type ComponentChild } from 'preact';
import type { BackendClient } from 'synapse-backend-client';
import base from '../styles/base.css?inline';
import content from '../styles/content.css?inline';
import controls from '../styles/controls.css?inline';
import forms from '../styles/forms.css?inline';
import table from '../styles/table.css?inline';
import tokens from '../styles/tokens.css?inline';

const SHARED = sheet(tokens + base + controls + forms + table + content);

export function sheet(css: string): CSSStyleSheet {
  const made = new CSSStyleSheet();
  made.replaceSync(css);
  return made;
}

export abstract class PartElement extends HTMLElement {
  #client: BackendClient | null = null;
  readonly #root = this.attachShadow({ mode: 'open' });

  constructor(styles: CSSStyleSheet) {
    super();
    this.#root.adoptedStyleSheets = [SHARED, styles];
  }

  /** The client to ask. Until it is set, nothing is shown. */
  get client(): BackendClient | null {
    return this.#client;
  }

  set client(client: BackendClient | null) {
    this.#client = client;
    this.update();
  }

  connectedCallback(): void {
    this.update();
  }

  disconnectedCallback(): void {
    render(null, this.#root);
  }

  attributeChangedCallback(): void {
    this.update();
  }

  protected abstract view(client: BackendClient): ComponentChild;

  /** Tells the page, as an event with a detail. */
  protected tell(type: string, detail: unknown): void {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }

  private update(): void {
    if (this.isConnected) render(this.#client && this.view(this.#client), this.#root);
  }
}
