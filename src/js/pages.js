// The paging loop: every page of a list, one after the other.
import { isRecord } from './arguments.js';
import { iterate } from './iterate.js';
import { withHost } from './url.js';

/** The async iterator over the items of all pages; the next page is fetched while one is read. */
export const iteratePages = (exchange) => iterate(new Pages(exchange), true);

/** The items of all pages. */
export async function allPages(exchange) {
  const pages = new Pages(exchange);
  const lists = [];
  for (let list; (list = await pages.pull()); ) lists.push(list);
  return lists.length === 1 ? lists[0] : lists.flat();
}

class Pages {
  asked = new Set();
  hasNext = true;

  constructor(exchange) {
    this.exchange = exchange;
  }

  /** The items of the next page; undefined after the last. A server that does not page has one. */
  async pull() {
    const { exchange } = this;
    try {
      if (!this.hasNext) return exchange.close();
      this.asked.add(exchange.url);
      const page = await exchange.run();
      const next = isRecord(page) ? page.next : undefined;
      this.hasNext = typeof next === 'string';
      if (this.hasNext) exchange.url = this.follow(next);
      return (isRecord(page) ? page.results : page) ?? [];
    } catch (error) {
      exchange.close();
      throw error;
    }
  }

  close() {
    this.exchange.stop();
  }

  /** The URL of the next page. The tokens go with it, so it must be the backend's. */
  follow(next) {
    const { url: current, client } = this.exchange;
    let url;
    try {
      url = new URL(next, current);
    } catch {
      throw this.unusable('the next page has no readable URL');
    }
    if (url.origin !== new URL(current).origin || url.username || url.password) {
      throw this.unusable('the next page is on another origin, where the tokens must not go');
    }
    url.hash = '';
    const text = withHost(url.href, client.urlHost);
    if (this.asked.has(text)) throw this.unusable('the next page is one that was read already');
    return text;
  }

  unusable(words) {
    return this.exchange.blame(this.exchange.fault('unusable', words));
  }
}
