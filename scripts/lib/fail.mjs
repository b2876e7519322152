import { CommandError } from './run.mjs';

/** An error whose message tells the user what to do: no stack is needed with it. */
export class UserError extends Error {
  name = 'UserError';
}

/** Ends the script with what went wrong, in the words that help most. */
export function fail(error) {
  console.error(`\n${describe(error)}`);
  process.exit(1);
}

function describe(error) {
  if (error instanceof CommandError) return `${error.output.trim()}\n${error.message}`;
  if (error instanceof UserError || error.code?.startsWith('ERR_PARSE_ARGS_')) return error.message;
  return error.stack;
}
