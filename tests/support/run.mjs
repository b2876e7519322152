import { execFile } from 'node:child_process';

/** Runs a program to its end. Returns its exit code and its output. */
export function run(program, args, { cwd, env } = {}) {
  return new Promise((resolve) => {
    execFile(program, args, { cwd, env: { ...process.env, ...env } }, (error, stdout, stderr) => {
      resolve({ code: error ? error.code : 0, stdout, stderr });
    });
  });
}
