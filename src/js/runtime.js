// Where we are, as far as that makes a difference. Packages for browsers have browser.js in its place.

export const isNode = Boolean(globalThis.process?.versions?.node && !globalThis.Bun && !globalThis.Deno);

/** Cloudflare's runtime: it knows no `redirect: 'error'`, and lets no abort signal serve two requests. */
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
