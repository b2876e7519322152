// The live log: a stream that is read as fast as its reader asks, and resumed where it broke off.
import { parseJson } from './answer.js';
import { iterate } from './iterate.js';

const NOTHING = Uint8Array.of();
const LINE_END = Uint8Array.of(10);

/** The async iterator over a log's events. */
export const tail = (exchange, log) => iterate(new Tail(exchange, log));

class Tail {
  constructor(exchange, log) {
    this.exchange = exchange;
    this.log = log;
    /** Where older backends have the log. */
    this.fallback = exchange.path.replace(/^async\//, '');
    this.utf8 = new TextDecoder('utf-8', { ignoreBOM: true });
    this.begin();
  }

  /** Reconnections since the last event, and the tokens that the last of them took. */
  begin() {
    this.retries = this.paid = 0;
  }

  /** The next events, as many as came at once; undefined after the last. */
  async pull() {
    try {
      return await this.next();
    } catch (error) {
      this.exchange.close();
      throw error;
    }
  }

  async next() {
    const { exchange } = this;
    const events = [];
    while (!events.length) {
      if (this.failure) throw exchange.blame(this.failure);
      if (this.isOver) return exchange.close();
      if (this.isConnected) await this.read(events);
      else await this.connect();
    }
    // That an event came is what the reconnection was for.
    if (this.paid) exchange.repay(this.paid);
    this.hasBegun = true;
    this.begin();
    return events;
  }

  close() {
    this.exchange.stop();
  }

  async read(events) {
    let bytes;
    try {
      bytes = await this.exchange.pull();
      this.exchange.rest();
    } catch (fault) {
      return this.giveWay(fault);
    }
    // The last of plain lines needs no end of its own; an event that no empty line closed has not been read.
    const rest = this.isEvents ? NOTHING : LINE_END;
    const parts = this.utf8.decode(this.log.push(bytes ?? rest)).split('\r');
    const [id, retry, isOverfull] = parts.slice(-4);
    this.lastId = idOf(id);
    this.asked = retry;
    this.isOver = unpack(parts, events) || !bytes;
    // What came before it is delivered first.
    if (isOverfull) this.failure = { kind: 'ended', words: 'an event is larger than 1 MiB' };
  }

  async connect() {
    const { exchange, log, fallback } = this;
    exchange.lastEventId = this.lastId;
    let headers;
    try {
      headers = await exchange.run();
    } catch (error) {
      if (!fallback || error?.statusCode !== 404) throw error;
      exchange.goTo(fallback);
      this.fallback = undefined;
      return;
    }
    this.fallback = undefined;
    this.isOver = !headers; // 204: there is nothing more to tell.
    if (!headers) return;
    this.isEvents = /^\s*text\/event-stream/i.test(headers.get('content-type'));
    log.connected(this.isEvents);
    this.isConnected = true;
  }

  /** After a break: waits, so that the next round connects again; or fails, where that would lose or repeat events. */
  async giveWay(fault) {
    const { exchange, hasBegun, asked } = this;
    if (fault.kind === 'timeout') throw exchange.blame({ ...fault, kind: 'ended', words: 'no byte came within idleTimeout' });
    if (fault.kind !== 'broken') throw exchange.blame(fault);
    this.isConnected = false;
    exchange.hangUp();
    const kind = !hasBegun ? 'broken' : this.lastId === undefined ? 'ended' : 'cut';
    exchange.pay(this.retries, this.paid);
    const delay = exchange.after({ ...fault, kind, words: 'the stream broke off' }, false);
    this.retries = exchange.retries;
    this.paid = exchange.paid;
    const wait = asked ? Math.min(asked, exchange.policy.maxRetryAfter) : delay;
    await exchange.between(exchange.retry(wait));
  }
}

/** An id as the decoder has packed it. */
const idOf = (text) => (text === '\n' ? undefined : text);

/** Adds the events among the parts that the decoder has packed, up to the log's last; answers whether that is among them. */
function unpack(parts, events) {
  for (let at = 0; at + 4 < parts.length; at += 3) {
    const raw = parts[at + 1];
    // Most texts that are no JSON say so by their first character, and a thrown error is slow.
    const json = /^\s*[[{"\d\-tfn]/.test(raw) ? parseJson(raw) : undefined;
    const type = parts[at] || (typeof json?.type === 'string' ? json.type : 'message');
    events.push({ type, data: json === undefined ? raw : json, id: idOf(parts[at + 2]) ?? null, raw });
    if (type === 'complete') return true;
  }
  return false;
}
