// A request as a line for a POSIX shell, which sends the very same.

export interface SentRequest {
  method: string;
  url: string;
  /** Names in lower case. */
  headers: readonly (readonly [name: string, value: string])[];
  /** Empty: none. */
  body: string | FormData;
}

/** What stands in the place of secrets, which are the shell's to know: header → environment variable. */
export const VARIABLES: ReadonlyMap<string, string> = new Map([
  ['synapse-access-token', 'SYNAPSE_API_TOKEN'],
  ['synapse-tenant', 'SYNAPSE_TENANT'],
]);

export function curlOf({ method, url, headers, body }: SentRequest): string {
  // Brackets and braces in an address are patterns to curl, unless it is told otherwise.
  const options = [/[[\]{}]/.test(url) && '--globoff', method !== 'GET' && `-X ${method}`].filter(Boolean);
  return [
    ['curl', ...options, quoted(url)].join(' '),
    ...headers.map(([name, value]) => `-H ${header(name, value)}`),
    ...bodyOf(body),
  ].join(' \\\n  ');
}

function bodyOf(body: string | FormData): string[] {
  // Not --data, which takes a text that begins with @ for the name of a file.
  if (typeof body === 'string') return body === '' ? [] : [`--data-raw ${quoted(body)}`];
  return [...body].map(([name, value]) => (typeof value === 'string' ? `--form-string ${quoted(`${name}=${value}`)}` : `-F ${quoted(`${name}=@${path(value)}`)}`));
}

/** In quotes, for commas and semicolons end it elsewhere. */
function path({ name }: File): string {
  return `"${name.replace(/["\\]/g, '\\$&')}"`;
}

function header(name: string, value: string): string {
  const title = name.replace(/\b[a-z]/g, (letter) => letter.toUpperCase());
  const variable = VARIABLES.get(name);
  return variable ? `"${title}: Token $${variable}"` : quoted(`${title}: ${value}`);
}

/** Nothing in single quotes means anything to a shell but their end. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
