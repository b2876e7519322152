// The WebDriver protocol (https://www.w3.org/TR/webdriver2/), as much of it as the tests need.
import { setTimeout } from 'node:timers/promises';

const LOOK_AGAIN_MS = 5;

/** A command of the driver at `base`: answers its value, or rejects with what the driver says. */
export async function command(base, method, path, parameters = {}) {
  const body = method === 'POST' ? JSON.stringify(parameters) : undefined;
  const response = await fetch(base + path, { method, body, headers: { 'Content-Type': 'application/json' } });
  const { value } = await response.json();
  if (!response.ok) throw new Error(`WebDriver, ${method} ${path}: ${value.error}: ${value.message}`);
  return value;
}

/** Opens a window: a session of its own. */
export async function session(base, capabilities) {
  const { sessionId } = await command(base, 'POST', '/session', { capabilities: { alwaysMatch: capabilities } });
  const send = (method, path, parameters) => command(base, method, `/session/${sessionId}${path}`, parameters);
  const execute = (script, ...args) => send('POST', '/execute/sync', { script, args });
  let last = 0;

  return {
    goto: (url) => send('POST', '/url', { url }),

    /**
     * Runs a function in the page, and answers what it answers, as JSON. A driver takes one command at a time: so that others
     * can be given meanwhile, this one is started, and then looked after.
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
