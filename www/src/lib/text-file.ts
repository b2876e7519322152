// Reads the text of a file that the user drops on a field, or chooses for it.

/** The limit in bytes. No key or credential is larger. */
const MOST = 1_000_000;

/** `binary`: not UTF-8, or unreadable, such as a folder. */
export type TextFile = { text: string } | { fault: 'large' | 'binary' };

export async function readText(file: Blob): Promise<TextFile> {
  if (file.size > MOST) return { fault: 'large' };
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(await file.arrayBuffer());
    return text.includes('\0') ? { fault: 'binary' } : { text: text.replace(/\r\n?/g, '\n') };
  } catch {
    return { fault: 'binary' };
  }
}
