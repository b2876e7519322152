/** Parameters of a run that ends by itself, as soon as it can. */
export const quick = { steps: 3, delay: 0 };

/** Parameters of a run that does not move while the tests last. */
export const stuck = { delay: 3600 };

/** Options to wait with for a job that ends: a wait that goes wrong does not last for ever. */
export const soon = { interval: 1, deadline: 20_000 };

/** Runs a new plugin, and answers its id and the job's. */
export async function startJob(client, parameters, context = {}) {
  const plugin = await client.createPlugin({ name: 'Test Plugin' });
  const run = await client.runPlugin(plugin.id, { parameters, context });
  return { plugin: plugin.id, job: run.job_id };
}
