import type { Report, Request } from './messages';

const worker = new Worker(new URL('./upload.worker.ts', import.meta.url), { type: 'module' });
const send = (request: Request) => worker.postMessage(request);

const input = document.querySelector('input')!;
const bar = document.querySelector('progress')!;
const cancel = document.querySelector('button')!;
const output = document.querySelector('output')!;

function setBusy(isBusy: boolean) {
  input.disabled = isBusy;
  cancel.disabled = !isBusy;
}

input.addEventListener('change', () => {
  const [file] = input.files ?? [];
  if (!file) return;
  setBusy(true);
  bar.value = 0;
  output.value = '';
  send({ type: 'upload', release: { plugin: 1, version: file.name.replace(/\.zip$/, ''), file } });
});
cancel.addEventListener('click', () => send({ type: 'cancel' }));

worker.addEventListener('message', ({ data }: MessageEvent<Report>) => {
  if (data.type === 'progress') {
    bar.value = data.loaded / data.total;
    return;
  }
  setBusy(false);
  input.value = ''; // so that the same file can be chosen again
  if (data.type === 'released') output.value = `Released ${data.version}`;
  else output.value = data.mayHaveBeenApplied ? `${data.message} Look at the releases before you try again.` : data.message;
});
worker.addEventListener('error', () => {
  setBusy(false);
  output.value = 'The worker did not load. Load the page again.';
});
