// The peak memory of this process. It is sampled, because Linux counts the parent's memory into the `maxRSS` of a child.

const INTERVAL = 10;

/** Returns a function that returns by how many bytes the resident memory has grown since this call, at its peak. */
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
