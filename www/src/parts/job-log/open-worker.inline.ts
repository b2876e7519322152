// The worker inside the file of the elements, which is a single file. If the page's content policy forbids it, this search is not available.
import type { Searcher } from '../../lib/log/pattern-search';
import SearchWorker from './search.worker?worker&inline';

export function openWorker(): Searcher {
  return new SearchWorker();
}
