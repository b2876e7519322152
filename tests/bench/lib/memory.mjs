// The peak of this process's memory. Looked at as it goes: Linux counts that of the parent into a child's `maxRSS`.

const INTERVAL = 10;

/** Answers a function that answers by how many bytes the resident memory has grown since, at its peak. */
export function watchGrowth() {
  const before = process.memoryUsage.rss();
  let peak = before;
  const look = () => (peak = Math.max(peak, process.memoryUsage.rss()));
  const timer = setInterval(look, INTERVAL);
  return () => {
    clearInterval(timer);
    return look() - before;
  };
}
