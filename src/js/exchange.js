// A call on its way: the attempt loop, and what fetches for it. What is done about a fault, Rust says.
import { HEALTH, cappedText, headOf, isPlainText, isResponse, jsonOf, parseJson, retryAfter } from './answer.js';
import { Bare, refuse } from './arguments.js';
import { Authorized } from './authorized.js';
import { createError } from './errors.js';
import { fieldErrors, serverWords } from './field-errors.js';
import { observe } from './observe.js';
import { DEFAULT_RETRY, readCall } from './options.js';
import { isNode } from './runtime.js';
import { masker, withoutCutSecret } from './secrets.js';
import { isReadable, patientDispatcher, sendForm } from './upload.js';
import { mask, redirectWords, withHost } from './url.js';

/** Node's fetch gives up on its own after so many milliseconds. */
const PATIENCE_OF_NODE = 300_000;

const REQUEST_ID = 'x-request-id';

/**
 * A request, the client that it is sent for, and the call's own options. What goes wrong on the way is a fault of one of Rust's
 * kinds, `{ kind, cause?, words? }`, with what its answer was, if there is one: Rust says which error it is, `error` makes it.
 */
export class Exchange extends Authorized {
  /** `work` is one of `works.js`; `secret` what must not be seen of the URL. */
  constructor(client, given, work, method, shape, isRepeatSafe, path, body, secret) {
    const options = readCall(given, work.further);
    super(client, options.signal);
    this.options = options;
    this.isStream = work.isStream;
    this.method = method;
    this.shape = shape;
    this.isRepeatSafe = isRepeatSafe;
    this.goTo(path);
    this.body = body;
    this.secret = secret;
    this.timeout = options.timeout ?? (body?.parts ? 0 : client.timeout);
    /** Counts the attempts of all runs. */
    this.turn = 0;
  }

  /** Sends it from now on to a path under the base URL. */
  goTo(path) {
    this.path = path;
    this.url = withHost(`${this.client.baseUrl}/${path}`, this.client.urlHost);
  }

  get shownUrl() {
    return this.secret ? mask(this.url) : this.url;
  }

  /** What must be in nothing that others see. */
  get secrets() {
    const headers = [...Object.values(this.client.credentials), ...(this.asked ?? [])];
    const tokens = headers.map((header) => header.slice('Token '.length));
    return this.secret ? [...tokens, this.secret] : tokens;
  }

  get policy() {
    return { ...DEFAULT_RETRY, ...this.client.retry, ...this.options.retry };
  }

  get isPostedList() {
    return typeof this.body === 'string' && this.body.startsWith('[');
  }

  /** Sends the request, again where that is safe and useful: what is handed on of its answer. Nothing is left behind. */
  call() {
    return this.run(true);
  }

  /** The same, for one of several calls: the answer's JSON, whole. */
  async run(isOnly = false) {
    let delay;
    this.attempts = this.retries = this.paid = 0;
    this.hasRenewed = false;
    try {
      for (;;) {
        try {
          if (delay !== undefined) await this.retry(delay);
          if (this.client.sources.length || typeof this.body === 'function') await this.makeReady();
          const answer = await this.within(this.timeout, () => this.attempt());
          this.repay(this.paid);
          return isOnly ? this.shape.pick(answer) : answer;
        } catch (fault) {
          const isRenewed = fault.status === 401 && (await this.renew());
          delay = this.after(this.ended ?? fault, isRenewed);
        }
      }
    } finally {
      if (isOnly) this.close();
      else this.rest();
    }
  }

  /** Reads what is yet to be read of the body, and asks for the tokens. */
  async makeReady() {
    if (typeof this.body === 'function') await this.within(0, () => this.readBody());
    if (this.client.sources.length) this.credentials = this.renewed ?? (await this.ask());
    this.renewed = undefined;
  }

  /** Sends the request once: the answer's JSON, null where there is none, or the headers of a stream. */
  async attempt() {
    const fetch = this.client.fetch ?? globalThis.fetch;
    if (typeof fetch !== 'function') throw this.refused(refuse('fetch', 'is not on the global object: give one as an option'));
    this.isAnswering = false;
    this.reader = undefined;
    const turn = ++this.turn;
    const attempt = this.attempts + 1;
    this.tell('onRequest', attempt);
    if (this.ended) throw this.ended;
    this.attempts = attempt;
    const started = this.client.hooks && Date.now();
    let response;
    try {
      response = await this.dispatch(fetch);
    } catch (cause) {
      throw await this.rejected(cause);
    }
    this.checkTurn(turn);
    if (!isResponse(response)) throw { kind: 'unusable', words: 'fetch answered with something that is no Response' };
    const { status } = response;
    if (!status && response.type === 'error') throw { kind: 'broken', words: 'fetch answered with a network error' };
    this.isAnswering = true;
    this.response = response;
    this.text = this.isCut = this.json = undefined;
    if (this.client.hooks?.onResponse) this.tellResponse(attempt, Date.now() - started);
    if ((status >= 300 && status < 400) || (!status && response.type === 'opaqueredirect')) throw this.redirected();
    const isGood = status >= 200 && status < 300;
    if (isGood && this.isStream && status !== 204) return headOf(response).headers;
    const hasBody = !isGood || (status !== 204 && this.method !== 'HEAD');
    try {
      if (hasBody && isGood) this.text = await response.text();
      else if (hasBody) Object.assign(this, await cappedText(response));
    } catch (cause) {
      throw { kind: 'broken', cause };
    }
    this.checkTurn(turn);
    const answer = hasBody ? this.parsed(isGood) : null;
    this.settle();
    return answer;
  }

  /** An attempt that was given up touches nothing: a `fetch` that heeds no signal may come back while the next is under way. */
  checkTurn(turn) {
    if (turn !== this.turn) throw { kind: 'stopped' };
  }

  /** The JSON of the text that was read. */
  parsed(isGood) {
    const { shape, text } = this;
    this.json = parseJson(text);
    if (!isGood) throw this.failure();
    if (this.json === undefined) {
      if (shape === HEALTH && (text === '' || isPlainText(headOf(this.response).headers))) return text || null;
      throw this.fault('unusable', 'the answer is not JSON');
    }
    if (!shape.has(this.json)) throw this.fault('unusable', shape.lack);
    this.text = undefined; // not kept beside what it says
    return this.json;
  }

  dispatch(fetch) {
    const { method, url, body, client } = this;
    const headers = this.headers();
    const signal = this.attemptSignal();
    const init = new Bare();
    init.method = method;
    init.headers = headers;
    init.credentials = 'omit';
    init.redirect = 'manual';
    init.signal = signal;
    if (isNode && !client.fetch && (this.isStream || !this.timeout || this.timeout > PATIENCE_OF_NODE)) {
      init.dispatcher = patientDispatcher();
    }
    if (body?.parts) return sendForm(this, fetch, init);
    if (body !== undefined) init.body = body;
    return fetch.call(undefined, url, init);
  }

  /** The fault of a `fetch` that rejected, with whatever it did. */
  async rejected(cause) {
    if (this.body?.parts && !(await isReadable(this.body.file))) {
      return this.refused(refuse('file', 'cannot be read any more: it changed or vanished', cause));
    }
    const inner = cause?.cause;
    const code = [inner?.code, cause?.code].find((code) => typeof code === 'string');
    const words = String(code ?? inner?.message ?? cause?.message ?? cause);
    if (words === 'unexpected redirect') return { kind: 'redirect', cause, words: redirectWords() };
    // In Node these prove that the server has seen nothing.
    const isUnsent = ['ECONNREFUSED', 'ENOTFOUND', 'bad port'].includes(words);
    return { kind: isUnsent ? 'unsent' : 'broken', cause, words };
  }

  redirected() {
    const location = headOf(this.response).headers.get('location');
    return this.fault('redirect', redirectWords(location, this.url, this.client.baseUrl));
  }

  /** A fault of the answer that was last read. */
  fault(kind, words) {
    const { response, text, isCut, json } = this;
    return { kind, words, ...headOf(response), text, isCut, json };
  }

  /** The fault of an answer that is no success. */
  failure() {
    const fault = this.fault('status');
    const retryAfterMs = retryAfter(fault.headers.get('retry-after'));
    return { ...fault, retryAfterMs, isGpuUnavailable: fault.json?.error_type === 'gpu_unavailable' };
  }

  headers() {
    const { body, client, options } = this;
    const own = { Accept: this.isStream ? 'text/event-stream' : 'application/json' };
    if (body !== undefined) own['Content-Type'] = body.contentType ?? 'application/json';
    if (this.lastEventId) own['Last-Event-ID'] = this.lastEventId;
    Object.assign(own, this.credentials);
    if (!client.headers && !options.headers) return own;
    const further = { ...client.headers, ...options.headers };
    for (const name of Object.keys(own)) delete further[name.toLowerCase()];
    return Object.assign(further, own);
  }

  /** The milliseconds after which it is sent again; throws the caller's error where it is not. */
  after(fault, isRenewed) {
    const { family } = this.client;
    const delay = family.strategy.after(this, fault.kind, fault, isRenewed);
    family.isShort = true;
    return delay;
  }

  /** Notes how many retries there were, and what the last of them took. */
  pay(retries, paid) {
    this.retries = retries;
    this.paid = paid;
  }

  /** Gives the budget of retries back what a success is worth; a full one is not asked. */
  repay(paid) {
    const { family } = this.client;
    if (family.isShort) family.isShort = family.strategy.succeeded(paid);
  }

  /** Says that another attempt follows, and waits. */
  retry(delayMs) {
    this.tell('onRetry', this.attempts, { delayMs, reason: this.lastError });
    return this.sleep(delayMs);
  }

  /** The next bytes of a stream; undefined at its end. */
  pull() {
    return this.within(this.options.idleTimeout ?? 0, () => this.read());
  }

  async read() {
    try {
      this.reader ??= this.response.body?.getReader();
      return (await this.reader?.read())?.value;
    } catch (cause) {
      throw { kind: 'broken', cause };
    }
  }

  /** Makes the body of what is yet to be read. */
  async readBody() {
    this.body = await this.body().catch((error) => {
      throw this.refused(error);
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

  /** The caller's error, for a fault that ends the call. */
  blame(fault) {
    try {
      return this.after(fault, false);
    } catch (error) {
      return error;
    }
  }

  /** Awaits what stands between two calls: its fault becomes the caller's error. */
  async between(work) {
    try {
      await work;
    } catch (fault) {
      throw this.blame(fault);
    }
  }

  tellResponse(attempt, durationMs) {
    const { status, headers } = headOf(this.response);
    const requestId = headers.get(REQUEST_ID);
    // A server may echo anything.
    const given = requestId && { requestId: masker(this.secrets)(requestId) };
    this.tell('onResponse', attempt, { status, durationMs, ...given });
  }

  /** Calls the client's hook of that name. What it throws, or rejects with, is reported and changes nothing. */
  tell(name, attempt, more) {
    const { hooks } = this.client;
    // A hook may be a method of a class, but not of every object.
    if (!hooks?.[name] || hooks[name] === Object.prototype[name]) return;
    const { method, shownUrl: url } = this;
    observe(hooks, name, { method, url, attempt, ...more });
  }

  /** The caller's error: what Rust says of it, and what the fault shows. Tokens are masked in all that others said. */
  error(code, fault, mayHaveBeenApplied) {
    const { status: statusCode, headers, text, isCut, json, cause, retryAfterMs } = fault;
    const { method, shownUrl: url, attempts = 0, secrets } = this;
    const seen = headers && {
      statusCode,
      requestId: headers.get(REQUEST_ID),
      headers: Object.fromEntries(headers),
      response: json === undefined ? (isCut ? withoutCutSecret(text, secrets) : text) || null : json,
    };
    const details = { method, url, attempts, mayHaveBeenApplied, ...seen, cause };
    const retryAfter = retryAfterMs === undefined ? null : retryAfterMs / 1000;
    const own = { retryAfter, fieldErrors: fieldErrors(json, this.isPostedList) };
    const words = fault.words ?? serverWords(json, own.fieldErrors);
    return (this.lastError = createError(code, words, details, own, secrets));
  }
}
