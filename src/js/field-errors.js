// Field errors of Django REST framework, FastAPI and `{error: {details}}` bodies, and the words for what went wrong.
import { isRecord } from './arguments.js';

/** Keys whose text speaks of the whole request. Beside one of them, other bare texts are codes, not messages. */
const WHOLE = ['detail', 'message', 'error'];

/** How deep a body is read: errors that nest deeper say nothing that a person could use. */
const DEEPEST = 32;

/** A text that says something. */
const textOf = (value) => (typeof value === 'string' && value.trim() ? value : undefined);

/**
 * The field errors in a body: each field's path (`configuration.parameters[2].name`; `''` for what belongs to no field) with
 * its messages. `isPostedList`: the request was a list, so numeric keys are its indexes.
 */
export function fieldErrors(body, isPostedList) {
  const { detail, error } = isRecord(body) ? body : {};
  const errors = new Map();
  // In place: a list of many texts speaks of one path.
  const push = (path, text) => {
    if (errors.has(path)) errors.get(path).push(text);
    else errors.set(path, [text]);
  };
  const walk = (path, value, depth = 0) => {
    if (textOf(value)) push(path, value);
    else if (depth > DEEPEST) return;
    else if (Array.isArray(value)) value.forEach((item, i) => walk(textOf(item) ? path : `${path}[${i}]`, item, depth + 1));
    else if (isRecord(value)) Object.entries(value).forEach(([key, item]) => walk(child(path, key), item, depth + 1));
  };

  if (Array.isArray(detail)) detail.forEach((item) => (textOf(item?.msg) ? push(pathOf(item.loc), item.msg) : walk('', item)));
  else if (Array.isArray(error?.details)) error.details.forEach((item) => walk(textOf(item?.field) ?? '', item?.message ?? item));
  else if (isRecord(body)) {
    const hasSummary = WHOLE.some((key) => textOf(body[key]));
    for (const [key, value] of Object.entries(body)) {
      if (hasSummary && textOf(value)) {
        if (WHOLE.includes(key)) push('', value);
      } else if (key === 'error' && textOf(value?.message)) push('', value.message);
      else walk(isPostedList && /^\d+$/.test(key) ? `[${key}]` : child('', key), value);
    }
  } else walk('', body);
  return Object.fromEntries(errors);
}

/** The path of a key; what `non_field_errors` says is said of the whole that it stands in. */
function child(path, key) {
  if (key === 'non_field_errors') return path;
  return path ? `${path}.${key}` : key;
}

/** FastAPI's `loc`: `["body", "configuration", 2, "name"]`. */
function pathOf(loc) {
  const steps = (Array.isArray(loc) ? loc : []).filter((step) => ['string', 'number'].includes(typeof step));
  const isPart = ['body', 'query', 'path', 'header', 'cookie'].includes(steps[0]);
  return steps.slice(isPart ? 1 : 0).reduce((path, step) => (typeof step === 'number' ? `${path}[${step}]` : child(path, step)), '');
}

/** The server's own words: `detail`, `message`, `error.message`, `non_field_errors`, or the first field error. */
export function serverWords(body, errors) {
  const said = [body?.detail, body?.message, body?.error?.message, body?.error, body].find(textOf);
  if (said) return said;
  const [path, words] = [['', errors['']], ...Object.entries(errors)].find(([, words]) => words) ?? [];
  return [path, words?.join(' ')].filter(Boolean).join(': ');
}
