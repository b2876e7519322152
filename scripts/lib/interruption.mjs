const PARENT_CHECK_MS = 300;

/** A signal that is aborted when this command is to end. */
export function interruption() {
  const interrupt = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM']) process.on(name, () => interrupt.abort());
  // npm passes a SIGTERM on to the shell between it and this process, which dies of it and tells nobody.
  const parent = process.ppid;
  const watch = () => process.ppid !== parent && interrupt.abort();
  if (process.env.npm_lifecycle_event) setInterval(watch, PARENT_CHECK_MS).unref();
  return interrupt.signal;
}
