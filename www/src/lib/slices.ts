// Splits long work into slices, so that the page stays responsive.

/** Ms of work in one slice: half a frame. */
const SLICE = 8;

/** Runs all steps. After each slice it calls `onSlice` and lets the page run. Stops when the signal is aborted. */
export async function inSlices(steps: Iterable<unknown>, signal: AbortSignal, onSlice: () => void): Promise<void> {
  let end = performance.now() + SLICE;
  for (const _ of steps) {
    if (performance.now() < end) continue;
    onSlice();
    await rest();
    if (signal.aborted) return;
    end = performance.now() + SLICE;
  }
}

/** Resolves after the page has run its waiting tasks. It uses a message because browsers delay timers, most of all in hidden tabs. */
function rest(): Promise<void> {
  // jsdom, which other projects use in tests, has no messages.
  if (typeof MessageChannel === 'undefined') return new Promise((resolve) => setTimeout(resolve));
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
