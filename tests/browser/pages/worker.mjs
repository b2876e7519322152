// A worker or service worker: runs the requested work, and replies on the message's port.
import { work } from './work.mjs';

globalThis.addEventListener('message', (event) => {
  const { name, args } = event.data;
  const done = work[name](args).then((answer) => event.ports[0].postMessage(answer));
  // A browser ends an idle service worker.
  event.waitUntil?.(done);
});
