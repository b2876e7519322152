// Writes a request as a command for a POSIX shell that sends exactly this request.

export interface SentRequest {
  method: string;
  url: string;
  /** Names in lower case. */
  headers: readonly (readonly [name: string, value: string])[];
  /** Empty if there is no body. */
  body: string | FormData;
}

/** Replacements of secrets, which the shell has: header → environment variable. */
export const VARIABLES: ReadonlyMap<string, string> = new Map([
  ['synapse-access-token', 'SYNAPSE_API_TOKEN'],
  ['synapse-tenant', 'SYNAPSE_TENANT'],
]);

export function curlOf({ method, url, headers, body }: SentRequest): string {
  // curl treats brackets and braces in a URL as patterns, unless this is switched off.
  const options = [/[[\]{}]/.test(url) && '--globoff', method !== 'GET' && `-X ${method}`].filter(Boolean);
  return [
    ['curl', ...options, quoted(url)].join(' '),
    ...headers.map(([name, value]) => `-H ${header(name, value)}`),
    ...bodyOf(body),
  ].join(' \\\n  ');
}

function bodyOf(body: string | FormData): string[] {
  // Not --data, which reads a text that begins with @ as a file name.
  if (typeof body === 'string') return body === '' ? [] : [`--data-raw ${quoted(body)}`];
  return [...body].map(([name, value]) => (typeof value === 'string' ? `--form-string ${quoted(`${name}=${value}`)}` : `-F ${quoted(`${name}=@${path(value)}`)}`));
}

/** In quotes, because commas and semicolons would otherwise end the value. */
function path({ name }: File): string {
  return `"${name.replace(/["\\]/g, '\\$&')}"`;
}

function header(name: string, value: string): string {
  const title = name.replace(/\b[a-z]/g, (letter) => letter.toUpperCase());
  const variable = VARIABLES.get(name);
  return variable ? `"${title}: Token $${variable}"` : quoted(`${title}: ${value}`);
}

/** In single quotes, only the closing quote has a meaning for a shell. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
