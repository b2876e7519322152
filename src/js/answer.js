// What is read of an answer.
import { isRecord } from './arguments.js';

/** The most bytes that are read of an answer that is no success. */
const ERROR_BODY_CAP = 64 << 10;

/** Whether this is a response by what it can do: its class may be another realm's. */
export const isResponse = (value) =>
  typeof value?.status === 'number' && typeof value.text === 'function';

export const isPlainText = (headers) => /^\s*text\/plain/i.test(headers.get('content-type'));

const isPage = (json) => isRecord(json) && Array.isArray(json.results);
const isCounted = (json) => isPage(json) && typeof json.count === 'number';
const NO_RESULTS = 'the answer is no object with results';
const same = (json) => json;

/** An agent with its token, which some backends tell in its install script only: `…/agents/{40 hex digits}/…`. */
function withToken(agent) {
  const script = agent?.node_install_script;
  const [, token] = (typeof script === 'string' && /\/agents\/([\da-f]{40})\//.exec(script)) || [];
  return token && !agent.token ? { ...agent, token } : agent;
}

/** An answer that may be anything, as it is. */
export const ANY = { has: () => true, pick: same };

/** The same, or a plain text, or nothing at all. */
export const HEALTH = { ...ANY };

/** What an answer must have, the words where it has not, and what of it is handed on; in the order of Rust's `Shape`. */
export const SHAPES = [
  ANY,
  HEALTH,
  { has: isRecord, lack: 'the answer is no object', pick: same },
  { has: isPage, lack: NO_RESULTS, pick: (json) => json && json.results },
  { has: isPage, lack: NO_RESULTS, pick: (json) => json && json.results.map(withToken) },
  { has: isCounted, lack: `${NO_RESULTS} and count`, pick: (json) => json && [json.results, json.count] },
  { has: (json) => Array.isArray(json) || isPage(json), lack: 'the answer is neither a list nor a page of one', pick: same },
];

/** Parsed JSON; undefined for what is none. */
export function parseJson(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The JSON of parsed JSON; undefined for what nests too deep to be written. */
export function jsonOf(value) {
  try {
    return JSON.stringify(value);
  } catch {
    return undefined;
  }
}

/** The head of an answer, with headers of this runtime: those of another `fetch` may do anything. */
export function headOf({ status, headers }) {
  try {
    return { status, headers: new Headers([...headers]) };
  } catch {
    return { status, headers: new Headers() };
  }
}

/** The text of a body, up to the cap: an endless one is not read on. */
export async function cappedText(response) {
  const reader = response.body?.getReader?.();
  if (!reader) return { text: await response.text() };
  const decoder = new TextDecoder();
  let text = '';
  for (let room = ERROR_BODY_CAP; room > 0; ) {
    const { done, value } = await reader.read();
    if (done) return { text: text + decoder.decode() };
    text += decoder.decode(value.subarray(0, room), { stream: true });
    room -= value.length;
  }
  reader.cancel().catch(() => {});
  return { text, isCut: true };
}

/**
 * The milliseconds that a Retry-After asks for: seconds, also fractional, rounded up; or until an HTTP date, each form of which
 * names a day and a time of it: engines read more into a text than the standard. Undefined for an unreadable one.
 */
export function retryAfter(text) {
  // Of a float's last digit 2.007 seconds would be 2008 ms.
  if (/^(\d+(\.\d*)?|\.\d+)$/.test(text)) return finite(Math.ceil(Number((text * 1000).toPrecision(15))));
  if (/^[a-z]{3}[^:]*:[^:]*:[^:]*$/i.test(text)) return finite(Math.max(Date.parse(text) - Date.now(), 0));
}

const finite = (number) => (Number.isFinite(number) ? number : undefined);
