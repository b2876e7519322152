/** Parameters of a run that ends as soon as possible. */
export const quick = { steps: 3, delay: 0 };

/** Parameters of a run that stays queued during the tests. */
export const stuck = { delay: 3600 };

/** Options to wait for a job that ends. The deadline ends a wait that goes wrong. */
export const soon = { interval: 1, deadline: 20_000 };

/** Creates and runs a plugin. Returns its id and the job's. */
export async function startJob(client, parameters, context = {}) {
  const plugin = await client.createPlugin({ name: 'Test Plugin' });
  const run = await client.runPlugin(plugin.id, { parameters, context });
  return { plugin: plugin.id, job: run.job_id };
}
