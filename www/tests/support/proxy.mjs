// A proxy in front of a backend, as on the way to one: it may forget a connection without a word to either side.
import { request } from 'node:http';
import { serve } from '../../../tests/support/listening.mjs';

/** `hush()`: from now on, nothing more of the live logs that are open comes through, not even their end. */
export async function startProxy(backend) {
  const open = new Set();
  const url = await serve((asked, told) => {
    const target = new URL(asked.url, backend);
    const onward = request(target, { method: asked.method, headers: { ...asked.headers, host: target.host } }, (answer) => {
      told.writeHead(answer.statusCode, answer.headers);
      answer.pipe(told);
      if (target.pathname.endsWith('/tail_console_logs/')) open.add(() => answer.unpipe(told));
    });
    onward.on('error', () => told.destroy());
    told.on('close', () => onward.destroy());
    asked.pipe(onward);
  });
  return { url, hush: () => open.forEach((forget) => forget()) };
}
