// The three contexts of the page. The test calls `run` through a global, because a page has no exports.
import { work } from './work.mjs';

const worker = new window.Worker('worker.mjs', { type: 'module' });

async function serviceWorker() {
  const { serviceWorker: workers } = window.navigator;
  await workers.register('worker.mjs', { type: 'module' });
  return (await workers.ready).active;
}

function ask(target, message) {
  const { port1, port2 } = new MessageChannel();
  const answer = new Promise((resolve) => (port1.onmessage = ({ data }) => resolve(data)));
  target.postMessage(message, [port2]);
  return answer;
}

window.run = async (context, name, args = {}) => {
  const all = args.isChosen ? { ...args, file: document.querySelector('input').files[0] } : args;
  if (context === 'window') return work[name](all);
  return ask(context === 'worker' ? worker : await serviceWorker(), { name, args: all });
};
