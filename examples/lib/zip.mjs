// A small zip writer, enough for a plugin's package without a dependency.
import { gzipSync } from 'node:zlib';

const LOCAL_HEADER = 0x04034b50;
const DIRECTORY_ENTRY = 0x02014b50;
const END_OF_DIRECTORY = 0x06054b50;
const VERSION = 20; // folders and deflate
const UTF8_NAMES = 0x0800;
const DEFLATE = 8;
const DATE = 0x21; // 1 January 1980, the first day of the format: the same files give the same bytes

/**
 * Makes a zip archive.
 *
 * @param {Record<string, string | Uint8Array>} files contents by path
 * @returns {Uint8Array<ArrayBuffer>}
 */
export function zip(files) {
  const local = [];
  const directory = [];
  let offset = 0;
  for (const [path, content] of Object.entries(files)) {
    const name = Buffer.from(path);
    const { data, ...facts } = compress(Buffer.from(content));
    const shared = describe({ ...facts, name, data });
    const header = Buffer.concat([uint32(LOCAL_HEADER), shared, name]);
    local.push(header, data);
    directory.push(uint32(DIRECTORY_ENTRY), uint16(VERSION), shared, Buffer.alloc(10), uint32(offset), name);
    offset += header.length + data.length;
  }
  return Buffer.concat([...local, ...directory, end(Object.keys(files).length, Buffer.concat(directory).length, offset)]);
}

/**
 * A gzip file is a header of 10 bytes, the data as in a zip, the CRC, and the size.
 *
 * @param {Buffer} content
 */
function compress(content) {
  const gzip = gzipSync(content);
  return { data: gzip.subarray(10, -8), crc: gzip.readUInt32LE(gzip.length - 8), size: content.length };
}

/**
 * The fields that an entry's header and its line in the directory share.
 *
 * @param {{ name: Buffer, data: Buffer, crc: number, size: number }} entry
 */
function describe({ name, data, crc, size }) {
  const method = [uint16(VERSION), uint16(UTF8_NAMES), uint16(DEFLATE), uint16(0), uint16(DATE)];
  return Buffer.concat([...method, uint32(crc), uint32(data.length), uint32(size), uint16(name.length), uint16(0)]);
}

/**
 * @param {number} count
 * @param {number} size
 * @param {number} offset
 */
function end(count, size, offset) {
  const counts = [uint16(0), uint16(0), uint16(count), uint16(count)];
  return Buffer.concat([uint32(END_OF_DIRECTORY), ...counts, uint32(size), uint32(offset), uint16(0)]);
}

/** @param {number} number */
function uint16(number) {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(number);
  return bytes;
}

/** @param {number} number */
function uint32(number) {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(number);
  return bytes;
}
