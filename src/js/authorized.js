// The token headers of a call, where functions say what the tokens are.
import { refuse } from './arguments.js';
import { Guard } from './guard.js';
import { readToken } from './options.js';

/** A call of a client that may have to ask for its tokens. */
export class Authorized extends Guard {
  constructor(client, signal) {
    super(signal);
    this.client = client;
    this.credentials = client.credentials;
  }

  /** The fault of an argument that turned out wrong on the way. */
  refused(error) {
    return { kind: 'refused', cause: Object.assign(error, { attempts: this.attempts }) };
  }

  /** The token headers, as each source says now. */
  async ask() {
    const headers = { ...this.client.credentials };
    for (const { name, header, source } of this.client.sources) {
      const value = await this.askOne(source, name);
      if (value) headers[header] = value;
    }
    this.asked = [...(this.asked ?? []), ...Object.values(headers)];
    return headers;
  }

  async askOne(source, name) {
    let token;
    try {
      token = await this.within(this.client.timeout, async () => source());
    } catch (cause) {
      const words = cause?.kind === 'timeout' ? 'did not answer in time' : 'failed';
      throw this.refused(refuse(name, `could not be had: its function ${words}`, cause));
    }
    try {
      return readToken(token, name);
    } catch (error) {
      throw this.refused(error);
    }
  }

  /** After a 401, once: asks the token functions again. Do they say others than those just sent? */
  async renew() {
    if (!this.client.sources.length || this.hasRenewed) return false;
    try {
      const fresh = await this.ask();
      if (JSON.stringify(fresh) === JSON.stringify(this.credentials)) return false;
      this.renewed = fresh;
      return (this.hasRenewed = true);
    } catch {
      // Of all but an abort, which ends the call in any case, the 401 says more.
      return false;
    }
  }
}
