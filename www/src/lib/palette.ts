// The items of the palette, and the search in them.

export interface Command {
  title: string;
  /** Additional text to search, shown beside the title. */
  detail?: string;
}

/** How well a title matches the query: equal, at its beginning, at the beginning of a word, anywhere, or not at all. */
const FAR = 4;

export interface Found<C> {
  command: C;
  /** 0 is the best match. */
  rank: number;
}

/**
 * The items that contain each word of the query, best first: anywhere in the title, or at the beginning of a word in the details. All items for an
 * empty query.
 */
export function found<C extends Command>(commands: readonly C[], query: string): Found<C>[] {
  const wanted = query.trim().toLowerCase();
  const words = wanted.split(/\s+/);
  return commands
    .filter(({ title, detail = '' }) => words.every((word) => title.toLowerCase().includes(word) || hasWord(detail.toLowerCase(), word)))
    .map((command) => ({ command, rank: rankOf(command.title.toLowerCase(), wanted) }))
    .sort((one, other) => one.rank - other.rank);
}

function rankOf(title: string, wanted: string): number {
  if (wanted === '' || title === wanted) return 0;
  if (title.startsWith(wanted)) return 1;
  if (hasWord(title, wanted)) return 2;
  return title.includes(wanted) ? 3 : FAR;
}

function hasWord(text: string, beginning: string): boolean {
  for (let at = text.indexOf(beginning); at >= 0; at = text.indexOf(beginning, at + 1)) {
    if (at === 0 || !/[\p{L}\p{N}]/u.test(text[at - 1]!)) return true;
  }
  return false;
}

const ID = /(\d+|[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})$/i;

/** The id in `123`, `#123` and `job 123`, also with the word for a job in the user's language. An id may be a UUID. */
export function jobIdIn(query: string, word: string): string | undefined {
  const text = query.trim();
  const [id] = ID.exec(text) ?? [''];
  const before = text.slice(0, text.length - id.length).trim().replace(/#$/, '').trim();
  return ['', 'job', word.toLowerCase()].includes(before.toLowerCase()) ? id || undefined : undefined;
}
