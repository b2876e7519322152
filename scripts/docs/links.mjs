// Checks the links of a site in a folder: each must lead to a file of the site, and to an id in this file.
import { readFile, readdir } from 'node:fs/promises';
import { dirname, join, normalize } from 'node:path';

/** @returns {Promise<string[]>} a line for each dead link */
export async function deadLinks(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = new Set(entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name)));
  const pages = new Map();
  for (const file of files) if (file.endsWith('.html')) pages.set(file, read(await readFile(file, 'utf8')));

  const problemOf = (page, target) => {
    const [path, anchor] = decodeURI(target).split('#');
    const file = path ? normalize(join(dirname(page), path.replace(/(^|\/)(\.*)\/?$/, '$1$2/index.html'))) : page;
    if (!files.has(file)) return 'there is no such file';
    return !anchor || !pages.has(file) || pages.get(file).ids.has(anchor) ? null : 'there is no such anchor';
  };
  return [...pages].flatMap(([page, { targets }]) => {
    const problems = targets.map((target) => ({ target, problem: problemOf(page, target) }));
    return problems.filter(({ problem }) => problem).map(({ target, problem }) => `${page.slice(folder.length + 1)}: ${target}: ${problem}`);
  });
}

/** The links of a page to its own site, and what a link can lead to in it. */
function read(html) {
  const values = (name) => [...html.matchAll(new RegExp(`<[^<>]+ ${name}="([^"]*)"`, 'g'))].map(([, value]) => unescape(value));
  const targets = [...values('href'), ...values('src')].filter((target) => !/^[a-z]+:/.test(target));
  return { targets: [...new Set(targets)], ids: new Set(values('id')) };
}

function unescape(text) {
  return text.replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}
