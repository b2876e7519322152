// rustup, if it is installed.
import { tryCapture } from '../lib/run.mjs';

export const NO_RUST = 'Rust is missing: install it from https://rustup.rs, open a new terminal, and run this again.';

const TIMEOUT = 120_000;

/** Runs it without its own retries, so that it fails soon if its server cannot be reached. */
export function rustup(env, ...args) {
  return tryCapture('rustup', args, { env: { ...env, RUSTUP_MAX_RETRIES: '0' }, timeout: TIMEOUT });
}
