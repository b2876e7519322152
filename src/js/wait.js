// Waiting for a job to end.

/** Every status with which a job has ended, well or badly, in the document's words and the current backend's. */
const ENDS = ['completed', 'failed', 'succeeded', 'stopped', 'cancelled'];

/** Polls until the job has ended, or the wait's own deadline has passed. */
export async function wait(exchange) {
  const { interval = 5000, deadline } = exchange.options;
  if (deadline !== undefined) exchange.endAfter(deadline);
  try {
    for (;;) {
      const job = await poll(exchange);
      if (typeof job?.status === 'string' && ENDS.includes(job.status.toLowerCase())) return job;
      // A tenth of jitter: clients that began together do not stay together.
      await exchange.between(exchange.sleep(Math.floor(interval * (0.9 + 0.2 * Math.random()))));
    }
  } finally {
    exchange.close();
  }
}

/** The job; undefined where the poll failed for a reason that does not speak of it, and that may be gone at the next. */
async function poll(exchange) {
  try {
    const job = await exchange.run();
    exchange.update(job);
    return job;
  } catch (error) {
    const { code, statusCode } = error ?? {};
    if (!['connection', 'timeout', 'rate_limit'].includes(code) && ![502, 503, 504].includes(statusCode)) throw error;
  }
}
