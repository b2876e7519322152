// A worker, or a service worker: does what it is told, and answers on the port that comes along.
import { work } from './work.mjs';

globalThis.addEventListener('message', (event) => {
  const { name, args } = event.data;
  const done = work[name](args).then((answer) => event.ports[0].postMessage(answer));
  // A service worker is ended while it has nothing to do.
  event.waitUntil?.(done);
});
