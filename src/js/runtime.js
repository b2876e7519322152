// Where we are, as far as that makes a difference.

export const isNode = Boolean(globalThis.process?.versions?.node && !globalThis.Bun && !globalThis.Deno);

/** Cloudflare's runtime: it knows no `redirect: 'error'`, and lets no abort signal serve two requests. */
export const isWorkerd = globalThis.navigator?.userAgent === 'Cloudflare-Workers';
