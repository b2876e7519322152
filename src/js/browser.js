// In place of runtime.js in what browsers download: what only others need is left out of it.

export const isNode = false;
export const defersTimers = true;
export const reusesSignals = true;
export const isWorkerd = false;
export const environment = () => undefined;
