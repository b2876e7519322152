// The options of a client and of a call. A name that is not known is refused: a misspelt option would be a silent default.
import { Bare, entriesOf, propertiesOf, readDuration, readFunction, readScalar, readText, readWholeNumber, refuse } from './arguments.js';
import { environment } from './runtime.js';
import { isExposed } from './url.js';

/** Every credential, with its header. */
const TOKENS = {
  apiToken: 'Synapse-Access-Token',
  authorizationToken: 'Authorization',
  tenant: 'Synapse-Tenant',
  agentToken: 'SYNAPSE-Agent',
};

/** Where Node finds a token that no option gives. */
const ENVIRONMENT = { apiToken: 'SYNAPSE_API_TOKEN', agentToken: 'SYNAPSE_AGENT_TOKEN' };

/** No options. */
const NONE = Object.freeze(new Bare());

const RETRY = {
  limit: readWholeNumber,
  baseDelay: readDuration,
  maxDelay: readDuration,
  maxRetryAfter: readDuration,
  unsafe: (value, field) => {
    if (typeof value !== 'boolean') throw refuse(field, 'must be true or false');
    return value;
  },
};

/** How a call is retried where nothing else is said; milliseconds. */
export const DEFAULT_RETRY = { __proto__: null, limit: 3, baseDelay: 500, maxDelay: 8000, maxRetryAfter: 60_000, unsafe: false };

export function readDeadline(value, field) {
  if (value === 0) throw refuse(field, 'must be more than 0');
  return readDuration(value, field);
}

const HOOKS = { onRequest: readFunction, onResponse: readFunction, onRetry: readFunction };

const CALL = {
  signal: readSignal,
  timeout: readDuration,
  retry: (value) => (value === false ? { limit: 0 } : read(value, RETRY, 'retry')),
  headers: readHeaders,
};

const CLIENT = {
  baseUrl: readBaseUrl,
  apiToken: readSource,
  accessToken: readSource,
  agentToken: readSource,
  authorizationToken: readSource,
  tenant: readToken,
  urlHost: readScalar,
  timeout: CALL.timeout,
  retry: CALL.retry,
  headers: CALL.headers,
  fetch: readFunction,
  hooks: (value) => read(value, HOOKS, 'hooks') && value,
};

/** Options of one kind, by what `readers` make of them. */
export function read(given, readers, name, prefix = `${name}.`) {
  const options = new Bare();
  for (const [key, value] of entriesOf(given, name)) {
    if (!Object.hasOwn(readers, key)) {
      throw refuse(prefix + key, `is unknown; is ${nearest(key, Object.keys(readers))} meant?`);
    }
    options[key] = readers[key](value, prefix + key);
  }
  return options;
}

/** What a constructor was given, with the strategy of retries; or what `withOptions` was, over what the client had before. */
export function readClient(overrides, before, strategy) {
  if (overrides === undefined || overrides === null) throw refuse('options', 'must be an object');
  // Undefined counts here: it takes an option away.
  const own = propertiesOf(overrides, 'options', true);
  const given = Object.assign(new Bare(), before?.given, own);
  // Two names of one option: the later one counts.
  if ('accessToken' in own) given.apiToken = own.apiToken;
  if ('apiToken' in own) given.accessToken = own.accessToken;
  const options = read(given, CLIENT, 'options', '');
  options.apiToken ??= options.accessToken;
  if (!options.baseUrl) throw refuse('baseUrl', 'is required');
  for (const [name, variable] of Object.entries(ENVIRONMENT)) {
    const isGiven = given[name] !== undefined || (name === 'apiToken' && given.accessToken !== undefined);
    if (!isGiven) options[name] = readToken(environment(variable), variable);
  }
  const tokens = Object.entries(TOKENS).map(([name, header]) => ({ name, header, source: options[name] }));
  const isAsked = ({ source }) => typeof source === 'function';
  const fixed = tokens.filter((token) => token.source && !isAsked(token));
  const family = before?.family ?? { strategy };
  if (!family.isWarned && isExposed(options.baseUrl) && tokens.some(({ source }) => source)) {
    family.isWarned = true;
    console.warn('synapse-backend-client: a token is sent unencrypted: baseUrl is plain http to another machine');
  }
  return Object.assign(new Bare(), {
    timeout: 30_000,
    retry: NONE,
    ...options,
    given,
    /** The headers of the tokens that stay. */
    credentials: Object.fromEntries(fixed.map(({ header, source }) => [header, source])),
    /** The tokens that are asked for before every attempt. */
    sources: tokens.filter(isAsked),
    /** Shared with the clients that `withOptions` makes of this one. */
    family,
  });
}

/** The options of a call, of which some works take further ones. */
export function readCall(options, further) {
  return options === undefined ? NONE : read(options, { ...CALL, ...further }, 'options', '');
}

function readBaseUrl(value, field) {
  const given = readText(value, field);
  let url;
  try {
    url = new URL(given);
  } catch {
    throw refuse(field, 'must be an absolute URL, such as https://api.synapse.sh');
  }
  if (!/^https?:$/.test(url.protocol)) throw refuse(field, 'must begin with http:// or https://');
  if (url.username || url.password) throw refuse(field, 'must not contain credentials');
  if (url.search || url.hash) throw refuse(field, 'must not contain a query or a fragment');
  return (url.origin + url.pathname).replace(/\/+$/, '');
}

function readSource(value, field) {
  return typeof value === 'function' ? value : readToken(value, field);
}

/**
 * The header that carries a token; undefined for an empty one. Checked here, because the runtimes' own errors for a bad
 * header quote its value.
 */
export function readToken(value, field) {
  if (value === undefined || value === null || value === '') return undefined;
  if (typeof value !== 'string') throw refuse(field, 'must be a string, or a function that answers one');
  if (!/^[!-~]([ -~]*[!-~])?$/.test(value)) throw refuse(field, 'must be printable ASCII without a space at either end');
  return `Token ${value}`;
}

/** Further headers, their names in lower case. */
function readHeaders(value) {
  const headers = entriesOf(value, 'headers').map(([name, item]) => {
    const field = `headers.${name}`;
    if (!/^[\w!#$%&'*+.^`|~-]+$/.test(name)) throw refuse(field, 'is no header name');
    const text = readScalar(item, field) ?? '';
    if (!/^[\t -~\x80-\xff]*$/.test(text)) throw refuse(field, 'must be text that a header can hold');
    return [name.toLowerCase(), text];
  });
  return Object.fromEntries(headers);
}

function readSignal(value, field) {
  if (value !== null && (typeof value?.aborted !== 'boolean' || typeof value.addEventListener !== 'function')) {
    throw refuse(field, 'must be an AbortSignal');
  }
  return value;
}

/** The name that is the fewest edits away: what was probably meant. */
export function nearest(given, known) {
  return known.reduce((best, name) => (distance(given, name) < distance(given, best) ? name : best));
}

/** The Levenshtein distance, by lower case. */
function distance(a, b) {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  [...a.toLowerCase()].forEach((x, i) => {
    const next = [i + 1];
    [...b.toLowerCase()].forEach((y, j) => {
      next.push(Math.min(row[j] + (x === y ? 0 : 1), row[j + 1] + 1, next[j] + 1));
    });
    row = next;
  });
  return row[b.length];
}
