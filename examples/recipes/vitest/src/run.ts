import { ValidationError, jobState, type BackendClient } from 'synapse-backend-client';

/** What this module needs of the client: a test can give less than all of it. */
export type Runner = Pick<BackendClient, 'runPlugin' | 'waitForJob'>;

/** Runs a plugin to its end, and tells in one line how it went. */
export async function run(client: Runner, plugin: number, parameters: object): Promise<string> {
  try {
    const { job_id: jobId } = await client.runPlugin(plugin, { parameters });
    const job = await client.waitForJob(jobId);
    return `Job ${job.id} ${jobState(job)}`;
  } catch (error) {
    if (!(error instanceof ValidationError)) throw error;
    return `Refused: ${Object.values(error.fieldErrors).flat().join(' ')}`;
  }
}
