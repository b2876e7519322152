// Programs in a process of their own, so that one measurement does not affect the next.
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const folder = new URL('../programs/', import.meta.url);

/** Runs a program to its end, and returns the message that it sent. */
export function run(name, ...args) {
  return new Promise((resolve, reject) => {
    let answer;
    const child = fork(fileURLToPath(new URL(name, folder)), args.map(String));
    child.on('message', (message) => (answer = message));
    child.on('exit', (code) => {
      if (code === 0 && answer !== undefined) resolve(answer);
      else reject(new Error(`${name} ${args.join(' ')} ended with ${code}`));
    });
  });
}

/** Starts the server for all requests. It ends with `stop()`, or with this process. */
export async function startServer() {
  const child = fork(fileURLToPath(new URL('server.mjs', folder)));
  const url = await new Promise((resolve, reject) => {
    child.once('message', resolve);
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}`)));
  });
  return { url, stop: () => child.disconnect() };
}
