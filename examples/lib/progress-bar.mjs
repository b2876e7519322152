// A progress bar for the terminal. Elsewhere (a file, a pipe) it prints only its last state.

const WIDTH = 30;

/**
 * Shows the progress of an upload; for `onUploadProgress`.
 *
 * @param {{ loaded: number, total: number, attempt: number }} progress
 * @param {NodeJS.WriteStream} [stream]
 */
export function showProgress({ loaded, total, attempt }, stream = process.stdout) {
  const done = loaded / total;
  const filled = Math.floor(done * WIDTH);
  const bar = '█'.repeat(filled) + '░'.repeat(WIDTH - filled);
  const again = attempt > 1 ? `, attempt ${attempt}` : '';
  const text = `${bar} ${Math.floor(done * 100)} % of ${size(total)}${again}`;
  if (stream.isTTY) stream.write(`\r\x1b[K${text}`);
  if (loaded === total) stream.write(stream.isTTY ? '\n' : `${text}\n`);
}

/** @param {number} bytes */
function size(bytes) {
  const units = ['bytes', 'KiB', 'MiB', 'GiB'];
  let unit = 0;
  for (; bytes >= 1024 && unit < units.length - 1; unit += 1) bytes /= 1024;
  return `${unit ? bytes.toFixed(1) : bytes} ${units[unit]}`;
}
