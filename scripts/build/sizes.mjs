// The sizes of files: raw, and compressed as by servers.
import { readFile } from 'node:fs/promises';
import { relative } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { root } from '../lib/paths.mjs';

/** A table of the files' sizes in bytes. */
export async function sizeTable(files) {
  const rows = await Promise.all(files.map(sizes));
  const width = Math.max(...rows.map(([name]) => name.length));
  const line = ([name, ...columns]) => name.padEnd(width) + columns.map((column) => column.padStart(10)).join('');
  return [['', 'raw', 'gzip', 'brotli'], ...rows].map(line).join('\n');
}

async function sizes(file) {
  const bytes = await readFile(file);
  const counts = [bytes.length, gzipSync(bytes, { level: 9 }).length, brotliCompressSync(bytes).length];
  return [relative(root, file), ...counts.map((count) => count.toLocaleString('en'))];
}
