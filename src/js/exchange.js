// A call on its way: what fetches, waits and listens for it, under the orders of the attempt loop.
import { cappedText, headOf, isPlainText, isResponse, jsonOf, parseJson } from './answer.js';
import { refuse } from './arguments.js';
import { createError } from './errors.js';
import { Guard } from './guard.js';
import { withFiles } from './logs.js';
import { observe } from './observe.js';
import { readCall, readToken } from './options.js';
import { withoutCutSecret } from './secrets.js';
import { isReadable, patientDispatcher, sendForm } from './upload.js';

/** Node's fetch gives up on its own after so many milliseconds. */
const PATIENCE_OF_NODE = 300_000;

/**
 * One call: a request, the client that it is sent for, and the call's own options. Its promises are rejected with faults,
 * `{ kind, cause?, status?, headers?, text?, json? }`, of which the loop makes the caller's error.
 */
export class Exchange extends Guard {
  attempts = 0;
  /** The token headers of all attempts, for what must not be seen in errors. */
  asked = [];

  /** `kind` is the kind of method: `json`, `text`, `upload`, `tail` or `wait`; `shown` the URL without `secret`. */
  constructor(client, given, kind, method, url, body, secret, shown) {
    const options = readCall(given, kind);
    super(options.signal);
    Object.assign(this, { client, options, kind, method, url, secret, shown });
    this.credentials = client.credentials;
    if (typeof body === 'string') this.json = body;
    else this.form = body;
    this.timeout = options.timeout ?? (this.form ? 0 : client.timeout);
  }

  get isStream() {
    return this.kind === 'tail';
  }

  get shownUrl() {
    return this.shown ?? this.url;
  }

  get policy() {
    return { __proto__: null, ...this.client.retry, ...this.options.retry };
  }

  /** Sends the request, and answers its JSON; or the response itself, where that is a stream. */
  async send(attempt) {
    if (this.client.sources.length) this.credentials = this.renewed ?? (await this.ask());
    this.renewed = undefined;
    this.isAnswering = false;
    this.reader = undefined;
    return this.within(this.timeout, () => this.attempt(attempt));
  }

  async attempt(attempt) {
    const fetch = this.client.fetch ?? globalThis.fetch;
    if (typeof fetch !== 'function') throw this.refused(refuse('fetch', 'is not on the global object: give one as an option'));
    this.tell('onRequest', attempt);
    if (this.ended) throw this.ended;
    this.attempts = attempt;
    const started = Date.now();
    let response;
    try {
      response = await this.dispatch(fetch);
    } catch (cause) {
      throw await this.rejected(cause);
    }
    if (response?.type === 'error') throw { kind: 'broken', words: 'fetch answered with a network error' };
    if (!isResponse(response)) throw { kind: 'strange' };
    this.isAnswering = true;
    this.tell('onResponse', attempt, { status: response.status, durationMs: Date.now() - started });
    const answer = await this.read(response);
    if (!this.isStream) this.settle();
    return answer;
  }

  dispatch(fetch) {
    const { method, url, json, form, client } = this;
    const signal = this.attemptSignal();
    // Without a prototype, of which fetch would read further options.
    const init = { __proto__: null, method, headers: this.headers(), credentials: 'omit', redirect: 'manual', signal };
    if (json !== undefined) init.body = json;
    if (!client.fetch && (this.isStream || !this.timeout || this.timeout > PATIENCE_OF_NODE)) {
      init.dispatcher = patientDispatcher();
    }
    return form ? sendForm(this, fetch, init) : fetch.call(undefined, url, init);
  }

  /** The fault of a `fetch` that rejected, with whatever it did. */
  async rejected(cause) {
    if (this.form && !(await isReadable(this.form.file))) {
      return this.refused(refuse('file', 'cannot be read any more: it changed or vanished', cause));
    }
    const inner = cause?.cause;
    const code = [inner?.code, cause?.code].find((code) => typeof code === 'string');
    const words = code ?? inner?.message ?? cause?.message ?? String(cause);
    if (words === 'unexpected redirect') return { kind: 'redirect', cause };
    // In Node these prove that the server has seen nothing.
    const isUnsent = ['ECONNREFUSED', 'ENOTFOUND', 'bad port'].includes(words);
    return { kind: isUnsent ? 'unsent' : 'broken', cause, words };
  }

  /** The fault of an argument that turned out wrong on the way. */
  refused(error) {
    return { kind: 'refused', cause: Object.assign(error, { attempts: this.attempts }) };
  }

  async read(response) {
    const { status, type } = response;
    this.response = response;
    this.text = this.isCut = this.parsed = undefined;
    if (type === 'opaqueredirect' || (status >= 300 && status < 400)) throw this.fault('redirect');
    const isGood = status >= 200 && status < 300;
    // Undefined says that there is nothing, which a JSON null does not.
    if (isGood && (status === 204 || this.method === 'HEAD')) return undefined;
    if (isGood && this.isStream) return headOf(response).headers;
    const { text, isCut } = await this.textOf(response, isGood);
    this.parsed = parseJson(text);
    // What is JSON is shown as such: its text need not be kept.
    if (this.parsed === undefined) Object.assign(this, { text, isCut });
    if (!isGood) throw this.fault('status');
    if (this.parsed !== undefined) return this.parsed;
    if (this.kind === 'text' && (text === '' || isPlainText(headOf(response).headers))) return text || undefined;
    throw this.fault('unusable');
  }

  /** A fault of the answer that was last read. */
  fault(kind) {
    const { response, text, isCut, parsed: json } = this;
    return { kind, ...headOf(response), text, isCut, json };
  }

  async textOf(response, isGood) {
    try {
      return isGood ? { text: await response.text() } : await cappedText(response);
    } catch (cause) {
      throw { kind: 'broken', cause };
    }
  }

  headers() {
    const own = { Accept: this.isStream ? 'text/event-stream' : 'application/json' };
    if (this.json !== undefined) own['Content-Type'] = 'application/json';
    if (this.form) own['Content-Type'] = this.form.contentType;
    if (this.lastEventId) own['Last-Event-ID'] = this.lastEventId;
    Object.assign(own, this.credentials);
    if (!this.client.headers && !this.options.headers) return own;
    const further = { ...this.client.headers, ...this.options.headers };
    for (const name of Object.keys(own)) delete further[name.toLowerCase()];
    return Object.assign(further, own);
  }

  /** The token headers, as each source says now. */
  async ask() {
    const headers = { ...this.client.credentials };
    for (const { name, header, source } of this.client.sources) {
      const value = await this.askOne(source, name);
      if (value) headers[header] = value;
    }
    this.asked.push(...Object.values(headers));
    return headers;
  }

  async askOne(source, name) {
    let token;
    try {
      token = await this.within(this.client.timeout, async () => source());
    } catch (cause) {
      if (this.ended) throw this.ended;
      const words = cause?.kind === 'timeout' ? 'did not answer in time' : 'failed';
      throw this.refused(refuse(name, `could not be had: its function ${words}`, cause));
    }
    try {
      return readToken(token, name);
    } catch (error) {
      throw this.refused(error);
    }
  }

  /** Asks the token functions again: do they say others than those just sent? */
  async renew() {
    if (!this.client.sources.length) return false;
    try {
      const fresh = await this.ask();
      if (JSON.stringify(fresh) === JSON.stringify(this.credentials)) return false;
      this.renewed = fresh;
      return true;
    } catch {
      // An abort ends the call in any case; of all else the 401 says more.
      if (this.ended) throw this.ended;
      return false;
    }
  }

  /** Says that another attempt follows, and waits. */
  wait(delayMs, reason) {
    this.tell('onRetry', this.attempts, { delayMs, reason });
    return this.sleep(delayMs);
  }

  /** The next bytes of a stream; undefined at its end. */
  pull() {
    return this.within(this.options.idleTimeout ?? 0, async () => {
      try {
        this.reader ??= this.response.body?.getReader();
        return (await this.reader?.read())?.value;
      } catch (cause) {
        throw { kind: 'broken', cause };
      }
    });
  }

  /** Makes the body of logs whose files are yet to be read. */
  attachFiles(logs) {
    return this.within(0, async () => {
      this.json = await withFiles(logs).catch((error) => {
        throw this.refused(error);
      });
    });
  }

  /** Tells `onUpdate` of a job that is not as it was. */
  update(job) {
    if (!this.options.onUpdate) return;
    const text = jsonOf(job);
    if (text !== undefined && text === this.lastUpdate) return;
    this.lastUpdate = text;
    observe(this.options, 'onUpdate', job);
  }

  /** Calls the client's hook of that name. What it throws, or rejects with, is reported and changes nothing. */
  tell(name, attempt, more) {
    const { hooks } = this.client;
    // A hook may be a method of a class, but not of every object.
    if (!hooks?.[name] || hooks[name] === Object.prototype[name]) return;
    const { method, shownUrl: url } = this;
    observe(hooks, name, { method, url, attempt, ...more });
  }

  /** The caller's error: what the loop says of it, and what the fault shows. Tokens are masked in all that others said. */
  error(code, message, { status, headers, text, isCut, json, cause } = {}, mayHaveBeenApplied, extra) {
    const { method, shownUrl: url, attempts } = this;
    const tokens = [...Object.values(this.client.credentials), ...this.asked].map((header) => header.slice('Token '.length));
    const secrets = this.secret ? [...tokens, this.secret] : tokens;
    const own = Array.isArray(extra) ? { fieldErrors: Object.fromEntries(extra) } : { retryAfter: extra };
    const seen = headers && {
      statusCode: status,
      requestId: headers.get('x-request-id'),
      headers: Object.fromEntries(headers),
      response: json === undefined ? (isCut ? withoutCutSecret(text, secrets) : text) || null : json,
    };
    const details = { method, url, attempts, mayHaveBeenApplied, ...seen, ...(extra !== undefined && own), cause };
    return createError(code, message, details, secrets);
  }
}
