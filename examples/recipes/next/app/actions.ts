'use server';

import { ClientError, ValidationError } from 'synapse-backend-client';
import { backend } from '@/lib/backend';

export interface RunState {
  steps?: number;
  jobId?: number;
  message?: string;
}

export async function runPlugin(_: RunState, form: FormData): Promise<RunState> {
  const steps = Number(form.get('steps'));
  try {
    // Check here whether this visitor may do it: anybody can call a server action.
    const { job_id: jobId } = await backend().runPlugin(1, { parameters: { steps, delay: 0.2 } });
    return { steps, jobId };
  } catch (error) {
    if (ValidationError.isInstance(error)) return { steps, message: Object.values(error.fieldErrors).flat().join(' ') };
    if (!ClientError.isInstance(error)) throw error;
    console.error(error.message, error.requestId);
    return { steps, message: error.mayHaveBeenApplied ? 'It may be running. Look at the jobs first.' : 'The backend does not answer.' };
  }
}
