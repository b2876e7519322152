// Paths and queries under the base URL, so that no value becomes syntax.
import { pairsOf, propertiesOf, readId, readScalar, readText, refuse } from './arguments.js';
import { encode, withParameter } from './url.js';

/** An id that can be a segment of a path, as text. URL parsers take dots for something else. */
function readSegment(value, name) {
  const id = readId(value, name);
  if (/^\.{0,2}$/.test(id)) throw refuse(name, 'must not be empty, nor a dot segment');
  if (/\p{Cc}/u.test(id)) throw refuse(name, 'must not contain control characters');
  return id;
}

/** Most ids are numbers, in which there is nothing to encode. */
const encodeSegment = (id) => (/^\d+$/.test(id) ? id : encode(id).replaceAll('%40', '@'));

/**
 * A path with further parameters, each name once per item of a list. Null ones are left out; the endpoint's `own` is sent unless
 * `params` have it.
 */
export function withQuery(path, params, own) {
  const pairs = pairsOf({ ...own, ...propertiesOf(params, 'params') }, (item, name) => readScalar(item, `params.${name}`));
  return pairs.reduce((url, [name, text]) => withParameter(url, name, text), path);
}

/** Templates, read: what is before the name in braces, the name, what is after it; the parameter, and what it is. */
const known = new Map();

function partsOf(template) {
  if (!known.has(template)) known.set(template, /^([^{?]*)(?:{(\w+)}([^?]*))?(?:\?(\w+)=(.*))?$/.exec(template).slice(1));
  return known.get(template);
}

/**
 * The path of an endpoint, of Rust's template: `{name}` is the argument of that name, in the path or as a parameter, and the
 * parameter there is sent unless `params` have it. A token is a `secret`.
 */
export function fill(template, id, params) {
  const [before, name, after, parameter, value] = partsOf(template);
  const segment = name && readSegment(id, name);
  const path = name ? before + encodeSegment(segment) + after : before;
  const secret = name === 'token' ? segment : undefined;
  if (!parameter && params === undefined) return { path, secret };
  const own = parameter && { [parameter]: value.startsWith('{') ? readId(id, parameter) : value };
  return { path: withQuery(path, params, own), secret };
}

/** A path as a caller of `request()` wrote it, without leading slash. It must not leave the base URL once `fetch` has parsed it. */
export function readPath(value) {
  const path = readText(value, 'path').replace(/^\//, '');
  const [route] = path.split('?');
  if (/[\p{Cc}\\#]/u.test(path)) throw refuse('path', 'must not contain control characters, backslashes or a fragment');
  if (/^([/ ]|[a-z][a-z\d+.-]*:)/i.test(route)) throw refuse('path', 'must be relative to baseUrl');
  if (/(^|\/) *(\.|%2e){1,2} *(\/|$)/i.test(route)) throw refuse('path', 'must not contain dot segments');
  return path;
}
