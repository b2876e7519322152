const PARENT_CHECK_MS = 300;

/** A signal that is aborted when this command has to end. */
export function interruption() {
  const interrupt = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM']) process.on(name, () => interrupt.abort());
  // npm sends SIGTERM only to the shell between npm and this process. The shell ends without passing it on.
  const parent = process.ppid;
  const watch = () => process.ppid !== parent && interrupt.abort();
  if (process.env.npm_lifecycle_event) setInterval(watch, PARENT_CHECK_MS).unref();
  return interrupt.signal;
}
