// The link checker of `npm run docs`.
import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { deadLinks } from '../../scripts/docs/links.mjs';
import { temporaryFolder } from '../support/sandbox.mjs';

async function site(pages) {
  const folder = await temporaryFolder();
  await mkdir(join(folder, 'guides'));
  for (const [path, html] of Object.entries(pages)) await writeFile(join(folder, path), html);
  return deadLinks(folder);
}

test('links to pages, anchors, images, the start page and other sites are valid', async () => {
  const dead = await site({
    'index.html': '<h2 id="first-steps"></h2><a href="#first-steps"></a><a class="x" href="guides/lists.html#a-&amp;-b">Lists</a>',
    'guides/lists.html': '<h2 id="a-&amp;-b"></h2><a href="../#first-steps"></a><a href="../index.html"></a><img src="../a b.svg"/>',
    'guides/errors.html': '<a href="https://example.com/none"></a><a href="lists.html"></a><img alt="" src="../a%20b.svg"/>',
    'a b.svg': '<svg/>',
  });
  assert.deepEqual(dead, []);
});

test('a missing page, image or anchor is reported with the page that links to it', async () => {
  const dead = await site({
    'index.html': '<a href="guides/list.html"></a><a href="guides/lists.html#none"></a><a href="#nowhere"></a>',
    'guides/lists.html': '<a href="index.html">the start page is one folder up</a><img src="none.svg"/>',
  });
  assert.deepEqual(dead.sort(), [
    `${join('guides', 'lists.html')}: index.html: there is no such file`,
    `${join('guides', 'lists.html')}: none.svg: there is no such file`,
    'index.html: #nowhere: there is no such anchor',
    'index.html: guides/list.html: there is no such file',
    'index.html: guides/lists.html#none: there is no such anchor',
  ]);
});
