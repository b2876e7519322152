import type { ErrorRequestHandler } from 'express';
import { MulterError } from 'multer';
import { ClientError, type SynapseError } from 'synapse-backend-client';

/** The status for the visitor. Errors that the visitor can fix keep theirs; the others concern only this server and the backend. */
function statusOf(error: SynapseError): number {
  switch (error.code) {
    case 'validation':
    case 'invalid_request':
      return 400;
    case 'not_found':
      return 404;
    case 'rate_limit':
      return 429;
    case 'http':
      return error.statusCode === 413 ? 413 : 502;
    case 'gpu_unavailable':
      return 503;
    case 'timeout':
      return 504;
    case 'authentication':
    case 'authorization':
    case 'internal':
      return 500; // this server's token or a bug, not the visitor's login
    default:
      return 502;
  }
}

export const answerErrors: ErrorRequestHandler = (error, _request, response, _next) => {
  if (response.destroyed) return; // the visitor left
  if (error instanceof MulterError) {
    const status = error.code === 'LIMIT_FILE_SIZE' ? 413 : 400;
    return void response.status(status).json({ fieldErrors: { [error.field ?? '']: [error.message] } });
  }
  if (!ClientError.isInstance(error)) {
    // Express itself would show the stack. Errors with a status are caused by the visitor, such as a path with an invalid escape.
    console.error(error);
    return void response.status(error.status ?? 500).json({ code: 'internal' });
  }
  console.error(error.message, { requestId: error.requestId, cause: error.cause });
  if ('retryAfter' in error && error.retryAfter !== null) response.set('Retry-After', String(Math.ceil(error.retryAfter)));
  response.status(statusOf(error)).json({
    code: error.code,
    fieldErrors: 'fieldErrors' in error ? error.fieldErrors : {},
    // True: it may have worked. The visitor should look before trying again.
    mayHaveBeenApplied: error.mayHaveBeenApplied,
    requestId: error.requestId,
  });
};
