// The worker in a file of its own, which the console's content policy allows by its URL.
import type { Searcher } from '../../lib/log/pattern-search';
import url from './search.worker?worker&url';

interface Factory {
  createPolicy(name: string, rules: { createScriptURL(): string }): { createScriptURL(url: string): string };
}

const factory = (globalThis as { trustedTypes?: Factory }).trustedTypes;
const policy = factory?.createPolicy('log-search', { createScriptURL: () => url });

export function openWorker(): Searcher {
  return new Worker(policy ? policy.createScriptURL(url) : url, { type: 'module' });
}
