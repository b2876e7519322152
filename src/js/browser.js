// Not Rust: the detection of browsers. It replaces runtime.js in what browsers download.

const isElsewhere = globalThis.process?.versions?.node || ['Deno', 'Bun', 'EdgeRuntime'].some((name) => name in globalThis);
const hasPage = typeof document === 'object' || typeof WorkerGlobalScope === 'function';

export const isNode = () => false;
export const isWorkerd = () => false;
export const isBrowser = () => hasPage && !isElsewhere;
export const environment = () => undefined;
export const asyncContext = () => undefined;
export const patientDispatcher = () => undefined;
