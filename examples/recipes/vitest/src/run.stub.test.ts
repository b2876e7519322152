import { ValidationError } from 'synapse-backend-client';
import { expect, test, vi } from 'vitest';
import { run, type Runner } from './run.js';

test('a refusal, without any HTTP', async () => {
  const fieldErrors = { 'parameters.steps': ['Too many.'] };
  const client: Runner = {
    runPlugin: vi.fn().mockRejectedValue(new ValidationError('400 Bad Request', { fieldErrors })),
    waitForJob: vi.fn(),
  };
  expect(await run(client, 1, { steps: 1e9 })).toBe('Refused: Too many.');
  expect(client.waitForJob).not.toHaveBeenCalled();
});
