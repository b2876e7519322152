// In place of runtime.js in what browsers download: what only others need is left out of it.

export const isNode = false;
// A bound function is native code too, but without a name.
export const REAL_TIMER = /^function setTimeout\(\)\s*{\s*\[native code\]\s*}$/;
export const reusesSignals = true;
export const isWorkerd = false;
export const environment = () => undefined;
