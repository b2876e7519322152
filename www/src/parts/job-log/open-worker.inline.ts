// The worker inside the file of the parts, which is one alone: a page whose content policy forbids it has no such search.
import type { Searcher } from '../../lib/log/pattern-search';
import SearchWorker from './search.worker?worker&inline';

export function openWorker(): Searcher {
  return new SearchWorker();
}
