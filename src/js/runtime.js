// Where we are, as far as that makes a difference. Packages for browsers have browser.js in its place.

export const isNode = Boolean(globalThis.process?.versions?.node && !globalThis.Bun && !globalThis.Deno);

/** The source of a real `setTimeout`, where timers are dear; the ones of fake clocks differ. */
export const REAL_TIMER = isNode ? /\bnew Timeout\(/ : undefined;

/** Whether the signal of a request that is done may serve another: at the edge it may not. */
export const reusesSignals = isNode;

/** Cloudflare's runtime: it knows no `redirect: 'error'`. */
export const isWorkerd = globalThis.navigator?.userAgent === 'Cloudflare-Workers';

/** An environment variable. */
export function environment(name) {
  try {
    return globalThis.process?.env?.[name];
  } catch {
    // A runtime may forbid the look (Deno without --allow-env): then there is nothing to see.
    return undefined;
  }
}
