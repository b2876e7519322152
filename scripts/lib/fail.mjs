import { CommandError } from './run.mjs';

/** An error whose message tells the user what to do. It is printed without a stack. */
export class UserError extends Error {
  name = 'UserError';
}

/** Prints what went wrong, and ends the script. */
export function fail(error) {
  console.error(`\n${describe(error)}`);
  process.exit(1);
}

function describe(error) {
  if (error instanceof CommandError) return `${error.output.trim()}\n${error.message}`;
  if (error instanceof UserError || error.code?.startsWith('ERR_PARSE_ARGS_')) return error.message;
  return error.stack;
}
