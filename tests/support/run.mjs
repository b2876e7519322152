import { execFile } from 'node:child_process';

/** Runs a program to its end: its exit code, and what it printed. */
export function run(program, args, { cwd, env } = {}) {
  return new Promise((resolve) => {
    execFile(program, args, { cwd, env: { ...process.env, ...env } }, (error, stdout, stderr) => {
      resolve({ code: error ? error.code : 0, stdout, stderr });
    });
  });
}
