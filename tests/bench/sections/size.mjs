// Everything that a browser downloads for one call, with the WebAssembly: minified by esbuild, compressed by brotli.
import { brotliCompressSync } from 'node:zlib';
import { modules } from '../contestants/modules.mjs';
import { bundle } from '../lib/browser.mjs';

export async function measure() {
  const peers = modules.filter(({ name }) => name !== 'fetch');
  const files = await bundle(...peers.map(({ file }) => `contestants/${file}`));
  const rows = peers.map(({ name, file }) => {
    const bytes = files.get(file.replace('.mjs', '.js'));
    return { name, samples: [brotliCompressSync(bytes).length] };
  });
  return [{ title: 'Size of the download', unit: 'bytes', baseline: 'axios', rows }];
}
