// The pages of the documentation: their code blocks, headings and links.
import { access, readFile, readdir } from 'node:fs/promises';
import { dirname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));

/** The pages that users of the package read, by their paths in the repository. */
export async function guides() {
  const names = await readdir(join(root, 'docs'));
  return ['README.md', ...names.filter((name) => name.endsWith('.md')).map((name) => `docs/${name}`)];
}

export function readPage(page) {
  return readFile(join(root, page), 'utf8');
}

/**
 * The code blocks of a page in these languages.
 *
 * @returns {{ language: string, code: string, line: number, heading: string, note: string, file: string }[]} `note`: a comment right
 * before the block; `file`: the file of an example that is linked right before it, which the block shows
 */
export function codeBlocks(text, languages) {
  const blocks = [];
  let open = null;
  let heading = '';
  let note = '';
  let file = '';
  for (const [index, line] of text.split('\n').entries()) {
    if (open) {
      if (line !== '```') open.lines.push(line);
      else {
        const { lines, ...block } = open;
        blocks.push({ ...block, code: `${lines.join('\n')}\n` });
        open = null;
        note = '';
        file = '';
      }
      continue;
    }
    const [, language] = line.match(/^```(\w*)$/) ?? [];
    if (language !== undefined) open = { language, line: index + 1, heading, note, file, lines: [] };
    else if (/^#+ /.test(line)) heading = line.replace(/^#+ /, '');
    else if (line) {
      [, note = ''] = line.match(/^<!-- (.+) -->$/) ?? [];
      [, file = ''] = line.match(/^\[.+\]\(\.\.\/(examples\/.+)\)$/) ?? [];
    }
  }
  return blocks.filter(({ language }) => languages.includes(language));
}

/** The code that a block needs before it, if it uses the `client` of the README. */
export function preludeOf(code, client) {
  const makesItsOwn = /import (?:type )?\{[^}]*\bBackendClient\b/.test(code);
  return makesItsOwn || !/\bclient\b/.test(code) ? '' : `import { BackendClient } from 'synapse-backend-client';\n${client}\n`;
}

/** Text outside code blocks, line by line; lines of code are empty. */
export function proseLines(text) {
  let isCode = false;
  return text.split('\n').map((line) => {
    const isFence = /^ *```/.test(line);
    if (isFence) isCode = !isCode;
    return isCode || isFence ? '' : line;
  });
}

/** The anchors of a page, as GitHub and npm derive them from headings. */
export function anchorsOf(text) {
  const seen = new Map();
  const anchors = new Set();
  for (const line of proseLines(text)) {
    const [, heading] = line.match(/^#{1,6} (.+)$/) ?? [];
    if (!heading) continue;
    const words = heading.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').toLowerCase();
    const slug = words.replace(/[^\p{L}\p{N}\p{M} _-]/gu, '').replaceAll(' ', '-');
    const count = seen.get(slug) ?? 0;
    seen.set(slug, count + 1);
    anchors.add(count ? `${slug}-${count}` : slug);
  }
  return anchors;
}

/** The targets of the links and images of a page, with their lines. */
export function linksOf(text) {
  return proseLines(text).flatMap((line, index) => {
    const plain = line.replace(/`[^`]*`/g, '');
    return [...plain.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target]) => ({ target, line: index + 1 }));
  });
}

/** The links of a page that lead to no file of the folder, or to no heading: one line for each. */
export async function brokenLinks(folder, page) {
  const text = await readFile(join(folder, page), 'utf8');
  const broken = [];
  for (const { target, line } of linksOf(text)) {
    const why = await problemOf(folder, page, target);
    if (why) broken.push(`${page}:${line}: ${target}: ${why}`);
  }
  return broken;
}

async function problemOf(folder, page, target) {
  if (/^[a-z]+:/.test(target)) return /^https:\/\//.test(target) ? null : 'is no https link';
  const [path, anchor] = target.split('#');
  if (path.startsWith('/')) return 'is absolute';
  const file = path ? normalize(join(dirname(page), path)) : page;
  if (file.startsWith('..')) return 'leads out of the folder';
  try {
    await access(join(folder, file));
  } catch {
    return 'there is no such file';
  }
  if (!anchor) return null;
  if (!file.endsWith('.md')) return 'is an anchor in no page';
  const anchors = anchorsOf(await readFile(join(folder, file), 'utf8'));
  return anchors.has(anchor) ? null : 'there is no such heading';
}
