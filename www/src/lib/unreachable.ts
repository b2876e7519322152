import { ClientError } from 'synapse-backend-client';

const CODES = ['connection', 'timeout', 'response_incomplete'] as const;

/** There was no answer, or not all of one: the backend has not said anything that could be told. */
export function isUnreachable(error: unknown): error is ClientError & { code: (typeof CODES)[number] } {
  return ClientError.isInstance(error) && (CODES as readonly string[]).includes(error.code);
}
