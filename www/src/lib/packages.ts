// Inspects a plugin's package before it is sent.

import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';

export type PackageProblem = 'folder' | 'unreadable' | 'empty' | 'type' | 'large';

const ZIP_SIGNATURE = [0x50, 0x4b];
export const MAX_PACKAGE_BYTES = 4 * 1024 ** 3;
/** Checks the first bytes instead of the name, because a renamed file is not a package. */
export async function packageProblem(file: Blob): Promise<PackageProblem | null> {
  if (file.size === 0) return 'empty';
  if (file.size > MAX_PACKAGE_BYTES) return 'large';
  const start = new Uint8Array(await file.slice(0, ZIP_SIGNATURE.length).arrayBuffer());
  return ZIP_SIGNATURE.every((byte, index) => start[index] === byte) ? null : 'type';
}

/** `image-tools-1.2.0.zip` → `1.2.0` */
export function versionInName(name: string): string {
  return /\d+(?:\.\d+)+(?:[-.+]?(?:alpha|beta|rc|dev|post)[\w.]*)?/.exec(name.replace(/\.[a-z]+$/i, ''))?.[0] ?? '';
}

/** The SHA-256 in hexadecimal; null after an abort. WebCrypto would load the whole file into memory. */
export async function checksumOf(file: Blob, isWanted: () => boolean): Promise<string | null> {
  const hash = sha256.create();
  const reader = file.stream().getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return bytesToHex(hash.digest());
    hash.update(value);
    if (isWanted()) continue;
    void reader.cancel();
    return null;
  }
}
