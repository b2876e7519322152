import { ClientError } from 'synapse-backend-client';

const CODES = ['connection', 'timeout', 'response_incomplete'] as const;

/** No complete answer arrived, so there is no message of the backend. */
export function isUnreachable(error: unknown): error is ClientError & { code: (typeof CODES)[number] } {
  return ClientError.isInstance(error) && (CODES as readonly string[]).includes(error.code);
}
