// A zip archive with one stored (not compressed) entry.
import { crc32 } from './crc32.mjs';

const VERSION = 20;

export function zipOf(name, text) {
  const title = Buffer.from(name);
  const content = Buffer.from(text);
  const shared = Buffer.alloc(26);
  shared.writeUInt16LE(VERSION, 0);
  shared.writeUInt32LE(crc32(content), 10);
  shared.writeUInt32LE(content.length, 14);
  shared.writeUInt32LE(content.length, 18);
  shared.writeUInt16LE(title.length, 22);
  const local = Buffer.concat([Buffer.from('PK\u0003\u0004'), shared, title, content]);
  const entry = Buffer.concat([Buffer.from('PK\u0001\u0002'), Buffer.from([VERSION, 0]), shared, Buffer.alloc(14), title]);
  const end = Buffer.alloc(22);
  end.write('PK\u0005\u0006');
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(entry.length, 12);
  end.writeUInt32LE(local.length, 16);
  return Buffer.concat([local, entry, end]);
}
