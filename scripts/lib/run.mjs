// Child processes: quiet ones, whose output is shown only if they fail, and ones whose output the user sees.
import { spawn } from 'node:child_process';

/** A command that ended with an exit code other than 0, could not be started, or exceeded its time limit. */
export class CommandError extends Error {
  constructor(command, reason, output) {
    super(`${command}: ${reason}`);
    this.name = 'CommandError';
    this.output = output;
  }
}

/**
 * Runs a command to its end and returns its stdout.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd?: string, env?: object, timeout?: number }} [options] timeout in milliseconds
 */
export async function capture(command, args, options = {}) {
  const { code, stdout, output, error, timedOut } = await finish(command, args, options);
  const words = [command, ...args].join(' ');
  if (error) throw new CommandError(words, error.message, output);
  if (timedOut) throw new CommandError(words, `timed out after ${options.timeout / 1000} s`, output);
  if (code !== 0) throw new CommandError(words, `exit code ${code}`, output);
  return stdout;
}

/** Like capture, but returns undefined if the command fails or is not installed. */
export async function tryCapture(command, args, options = {}) {
  const { code, stdout } = await finish(command, args, options);
  return code === 0 ? stdout : undefined;
}

/**
 * Runs a command whose output goes straight to the user, and returns its exit code and a copy of its output. After `limit`
 * milliseconds, it is killed together with its child processes.
 *
 * @returns {Promise<{ code: number | null, output: string, isOver: boolean }>}
 */
export async function watch(command, args, { limit, ...options } = {}) {
  const { code, output, error, isOver } = await finish(command, args, { ...options, limit, echo: true });
  if (error) throw new CommandError(command, error.message, output);
  return { code, output, isOver };
}

function finish(command, args, { echo = false, timeout, limit, ...options }) {
  return new Promise((resolve) => {
    // In its own process group, it can be killed together with its child processes.
    const detached = limit !== undefined && process.platform !== 'win32';
    const child = spawn(command, args, { ...options, timeout, detached, stdio: ['ignore', 'pipe', 'pipe'] });
    let isOver = false;
    const endAll = () => {
      isOver = true;
      process.kill(detached ? -child.pid : child.pid, 'SIGKILL');
    };
    const clock = limit === undefined ? undefined : setTimeout(endAll, limit);
    let stdout = '';
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text) => {
      stdout += text;
      output += text;
      if (echo) process.stdout.write(text);
    });
    child.stderr.setEncoding('utf8').on('data', (text) => {
      output += text;
      if (echo) process.stderr.write(text);
    });
    child.on('error', (error) => resolve({ code: null, stdout, output, error }));
    child.on('close', (code, signal) => {
      clearTimeout(clock);
      resolve({ code, stdout, output, isOver, timedOut: timeout !== undefined && signal !== null });
    });
  });
}
