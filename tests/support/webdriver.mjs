// The part of the WebDriver protocol (https://www.w3.org/TR/webdriver2/) that the tests need.
import { setTimeout } from 'node:timers/promises';

const LOOK_AGAIN_MS = 5;

/** Sends a command to the driver at `base`. Returns its value, or rejects with the driver's message. */
export async function command(base, method, path, parameters = {}) {
  const body = method === 'POST' ? JSON.stringify(parameters) : undefined;
  const response = await fetch(base + path, { method, body, headers: { 'Content-Type': 'application/json' } });
  const { value } = await response.json();
  if (!response.ok) throw new Error(`WebDriver, ${method} ${path}: ${value.error}: ${value.message}`);
  return value;
}

/** Opens a window in a session of its own. */
export async function session(base, capabilities) {
  const { sessionId } = await command(base, 'POST', '/session', { capabilities: { alwaysMatch: capabilities } });
  const send = (method, path, parameters) => command(base, method, `/session/${sessionId}${path}`, parameters);
  const execute = (script, ...args) => send('POST', '/execute/sync', { script, args });
  let last = 0;

  return {
    goto: (url) => send('POST', '/url', { url }),

    /**
     * Runs a function in the page, and returns its result as JSON. A driver takes one command at a time. So the function is started, and
     * its result is polled, which leaves time for other commands.
     */
    async evaluate(work, ...args) {
      const id = ++last;
      await execute(START.replace('WORK', () => String(work)), id, ...args);
      for (;;) {
        const outcome = await execute(TAKE, id);
        if (outcome?.error) throw new Error(outcome.error);
        if (outcome) return outcome.json === null ? undefined : JSON.parse(outcome.json);
        await setTimeout(LOOK_AGAIN_MS);
      }
    },

    /** Chooses a file in an `<input type="file">`. */
    async setInputFiles(selector, path) {
      const [id] = Object.values(await send('POST', '/element', { using: 'css selector', value: selector }));
      await send('POST', `/element/${id}/value`, { text: path });
    },

    close: () => send('DELETE', ''),
  };
}

const START = `
  const [id, ...args] = arguments;
  window.outcomes ??= new Map();
  (async () => (WORK)(...args))().then(
    (value) => window.outcomes.set(id, { json: JSON.stringify(value) ?? null }),
    (error) => window.outcomes.set(id, { error: error.name + ': ' + error.message }),
  );`;

const TAKE = `
  const [id] = arguments;
  const outcome = window.outcomes.get(id);
  window.outcomes.delete(id);
  return outcome;`;
