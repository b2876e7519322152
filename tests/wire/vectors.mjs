// The recorded vectors: calls of the official Python client, the requests and answers, and the results. They are converted to calls of this
// client, with the requests and results that are expected if it behaves like the Python client.
import { readFileSync } from 'node:fs';

export const VECTORS = ['requests.json', 'errors.json'].flatMap((file) => {
  return JSON.parse(readFileSync(new URL(file, import.meta.url), 'utf8')).vectors;
});

/** The answers of the server, in order. */
export const responsesOf = (vector) => vector.responses ?? [vector.response, ...(vector.then ?? []).map(({ response }) => response)];

/** The call: the name of a method, and its arguments. `file` makes the files. */
export function callOf({ call }, file) {
  const { params, expand, list_all: isWhole, file: upload } = call.kwargs;
  const args = revive(call.args, file);
  if (params !== undefined) args.push(params);
  if (expand !== undefined) args.push({ expand });
  if (call.method === 'create_plugin_release') args[0] = { ...args[0], file: upload === undefined ? null : revive(upload, file) };
  const name = isWhole ? call.method.replace('list_', 'iterate_') : call.method;
  return { name: camelCase(name), args };
}

/** Options of the client. */
export function optionsOf({ client }, fill) {
  const { base_url: baseUrl, timeout: _, ...others } = client;
  return { baseUrl: fill(baseUrl), ...Object.fromEntries(Object.entries(others).map(([name, value]) => [camelCase(name), value])) };
}

/** What the Python client did: its requests, and its result or error. */
export function recorded(vector) {
  const later = Array.isArray(vector.later_requests)
    ? vector.later_requests
    : Array(Math.max(0, (vector.requests_seen ?? 1) - 1)).fill(vector.request);
  const requests = [vector.request, ...(vector.then ?? []).map(({ request }) => request), ...later].filter(Boolean);
  const owed = { requests: requests.map(plainRequest), error: null, result: vector.result?.items ?? vector.result ?? null };
  if (vector.raised) {
    const { class: name, status_code: statusCode } = vector.raised;
    owed.error = { name: RENAMED[vector.kind] ?? name, statusCode: vector.kind === 'client_side' ? null : statusCode };
  }
  // If the server sent a Retry-After, the delays are expected as well.
  if (responsesOf(vector).some(({ headers }) => 'Retry-After' in headers)) owed.waits = vector.sleeps.map((seconds) => seconds * 1000);
  return owed;
}

const RENAMED = { client_side: 'InvalidRequestError' };

/** A recorded request without differences of notation: Python's `True`, its `Accept`, and its JSON format. */
function plainRequest({ method, target, query, headers, body }) {
  const { Accept: _, 'Content-Length': __, 'Content-Type': type = null, ...auth } = headers;
  return {
    method,
    path: target.split('?')[0],
    query: query.map(([name, value]) => [name, plainBoolean(value)]),
    type: type?.split(';')[0] ?? null,
    auth: Object.fromEntries(Object.entries(auth).map(([name, value]) => [name.toLowerCase(), value])),
    body: plainBody(body),
  };
}

function plainBody({ kind, json, parts }) {
  if (kind === 'json') return json;
  if (kind === 'none') return null;
  return parts.map(({ name, filename, text, sha256 }) => {
    return [name, filename === null ? plainText(text) : { filename: filename.replaceAll('%22', '"'), sha256 }];
  });
}

export const plainBoolean = (text) => (/^(True|False)$/.test(text) ? text.toLowerCase() : text);

/** A form field. An object is compared as JSON, because the languages format it differently. */
export const plainText = (text) => (/^[{[]/.test(text) ? JSON.parse(text) : plainBoolean(text));

const camelCase = (name) => name.replace(/_(\w)/g, (_, letter) => letter.toUpperCase());

/** Replaces each `{$file}` in a value by a file. */
function revive(value, file) {
  if (Array.isArray(value)) return value.map((item) => revive(item, file));
  if (typeof value !== 'object' || value === null) return value;
  if (value.$file) return file(value.$file);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, revive(item, file)]));
}
