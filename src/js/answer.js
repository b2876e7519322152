// What is read of an answer.

/** The most bytes that are read of an answer that is no success. */
const ERROR_BODY_CAP = 64 << 10;

/** Whether this is a response by what it can do: its class may be another realm's. */
export const isResponse = (value) =>
  typeof value?.status === 'number' && typeof value.text === 'function' && typeof value.headers?.get === 'function';

export const isPlainText = (headers) => /^\s*text\/plain/i.test(headers.get('content-type'));

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
