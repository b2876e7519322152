import { ValidationError, jobState, type BackendClient } from 'synapse-backend-client';

/** The methods that this module uses, so that a test can pass a stub. */
export type Runner = Pick<BackendClient, 'runPlugin' | 'waitForJob'>;

/** Runs a plugin, waits for its end, and describes the outcome in one line. */
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
