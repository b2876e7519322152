'use server';

import { ClientError, InvalidRequestError, ValidationError } from 'synapse-backend-client';
import { backend } from '@/lib/backend';

export interface RunState {
  steps?: number;
  jobId?: number;
  message?: string;
}

export async function runPlugin(_: RunState, form: FormData): Promise<RunState> {
  // Check here whether this visitor may do it: anybody can call a server action.
  const steps = Number(form.get('steps'));
  const client = backend();
  try {
    const { job_id: jobId } = await client.runPlugin(1, { parameters: { steps, delay: 0.2 } });
    return { steps, jobId };
  } catch (error) {
    // Values that the backend refuses, and values that the client refuses before it sends them, such as NaN.
    const isRefused = ValidationError.isInstance(error) || InvalidRequestError.isInstance(error);
    if (isRefused) return { steps, message: Object.values(error.fieldErrors).flat().join(' ') };
    if (!ClientError.isInstance(error)) throw error;
    console.error(error.message, error.requestId);
    return { steps, message: error.mayHaveBeenApplied ? 'It may be running. Look at the jobs first.' : 'It could not be started.' };
  }
}
