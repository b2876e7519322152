// What can be said about a plugin's package before it is sent.

export type PackageProblem = 'empty' | 'type' | 'large';

const ZIP_SIGNATURE = [0x50, 0x4b];
export const MAX_PACKAGE_BYTES = 4 * 1024 ** 3;
/** WebCrypto hashes whole buffers only: past this, a checksum would cost more memory than it is worth. */
const MAX_HASHED_BYTES = 512 * 1024 ** 2;

/** Looks at the first bytes, not at the name: a renamed file is no package. */
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

/** Hexadecimal SHA-256; null where it cannot be had: no secure context, a file too large. */
export async function sha256(file: Blob): Promise<string | null> {
  if (!globalThis.crypto?.subtle || file.size > MAX_HASHED_BYTES) return null;
  const hash = await crypto.subtle.digest('SHA-256', await file.arrayBuffer());
  return [...new Uint8Array(hash)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
