import { matchesOf, patternOf } from '../../lib/log/matches';
import type { SearchRequest } from '../../lib/log/pattern-search';

self.addEventListener('message', ({ data: { source, lines } }: MessageEvent<SearchRequest>) => {
  self.postMessage(matchesOf(patternOf(source), lines));
});
