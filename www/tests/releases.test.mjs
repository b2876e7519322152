import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { scene } from './support/scene.mjs';
import { zipOf } from './support/zip.mjs';

const stage = await scene();
let plugins = 0;

async function openRelease(t) {
  plugins += 1;
  const plugin = await stage.client.createPlugin({ name: `Plugin ${plugins}` });
  const page = await stage.open(t, `/plugins/${plugin.id}/release`);
  const choose = (...files) =>
    page.locator('input[type=file]').setInputFiles(files.map(([name, buffer]) => ({ name, mimeType: 'application/zip', buffer })));
  return {
    plugin,
    page,
    choose,
    versions: async () => (await stage.client.listPluginReleases(plugin.id)).map(({ version }) => version).sort(),
  };
}

const upload = (page, name) => page.getByRole('article', { name });
const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');
const small = zipOf('a.py', 'print(1)');
const large = zipOf('a.bin', 'x'.repeat(4_000_000));

test('several packages are sent at once, each with its version, notes and flag', async (t) => {
  const { plugin, page, choose, versions } = await openRelease(t);
  await choose(['tool-1.0.0.zip', small], ['tool-1.1.0.zip', small]);
  await upload(page, 'tool-1.1.0.zip').getByLabel('What is new').fill('Faster');
  await upload(page, 'tool-1.1.0.zip').getByLabel('Stable').check();
  await page.getByRole('button', { name: 'Upload all' }).click();
  await upload(page, 'tool-1.1.0.zip').getByText('Released as 1.1.0').waitFor();
  assert.deepEqual(await versions(), ['1.0.0', '1.1.0']);
  const [, second] = await stage.client.listPluginReleases(plugin.id);
  assert.deepEqual([second.changelog, second.is_stable], ['Faster', true]);
  await page.locator('tbody').getByText('tool-1.1.0.zip').waitFor();
});

test('files can be dropped', async (t) => {
  const { page, versions } = await openRelease(t);
  const transfer = await page.evaluateHandle(
    (bytes) => {
      const dropped = new window.DataTransfer();
      dropped.items.add(new File([new Uint8Array(bytes)], 'dropped-3.0.0.zip'));
      return dropped;
    },
    [...small],
  );
  await page.locator('.drop-zone').dispatchEvent('drop', { dataTransfer: transfer });
  await upload(page, 'dropped-3.0.0.zip').getByRole('button', { name: 'Upload' }).click();
  await page.getByText('The backend received the same bytes').waitFor();
  assert.deepEqual(await versions(), ['3.0.0']);
});

test('a file that is not a package is not sent', async (t) => {
  const { page, choose } = await openRelease(t);
  await choose(['notes.zip', Buffer.from('text')], ['empty.zip', Buffer.alloc(0)]);
  await upload(page, 'notes.zip').getByText('This is no zip archive.').waitFor();
  await upload(page, 'empty.zip').getByText('This file is empty.').waitFor();
  assert.equal(await page.getByRole('button', { name: 'Upload' }).count(), 0);
});

test('without a version, nothing is sent', async (t) => {
  const { page, choose } = await openRelease(t);
  await choose(['tool.zip', small]);
  await upload(page, 'tool.zip').getByRole('button', { name: 'Upload' }).waitFor();
  assert.equal(await page.getByRole('button', { name: 'Upload' }).isDisabled(), true);
});

test('a slow upload shows its progress, and can be cancelled without a trace', async (t) => {
  const { page, choose, versions } = await openRelease(t);
  await slow(page);
  await choose(['tool-1.0.0.zip', large]);
  await page.getByRole('button', { name: 'Upload' }).click();
  await page.getByText(/of 4\.0 MB · .*\/s, .* left/).waitFor();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.getByText('Cancelled: nothing was released.').waitFor();
  assert.deepEqual(await versions(), []);
});

test('a refusal of the backend is shown in its words, and the package can be sent again', async (t) => {
  const { plugin, page, choose, versions } = await openRelease(t);
  await stage.client.createPluginRelease({ plugin: plugin.id, version: '1.0.0', file: null });
  await choose(['tool-1.0.0.zip', small]);
  await page.getByRole('button', { name: 'Upload' }).click();
  await page.getByText('must make a unique set').waitFor();
  await page.getByText('Request ID').waitFor();
  await page.getByLabel('Version').fill('1.0.1');
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByText('Released as 1.0.1').first().waitFor();
  assert.deepEqual(await versions(), ['1.0.0', '1.0.1']);
});

test('releases beyond one page are on the next, and all can be run', async (t) => {
  const plugin = await stage.client.createPlugin({ name: 'Often released', configuration: { parameters: { steps: { type: 'int' } } } });
  const versions = Array.from({ length: 21 }, (_, index) => `1.${index}.0`);
  for (const version of versions) await stage.client.createPluginRelease({ plugin: plugin.id, version, file: null });
  const page = await stage.open(t, `/plugins/${plugin.id}`);
  await page.getByText('1.20.0').waitFor();
  await page.getByText('1–20 of 21').waitFor();
  await page.getByRole('button', { name: 'Next page' }).click();
  await page.locator('.cell-version').getByText('1.0.0').waitFor();
  await page.getByRole('link', { name: 'Run', exact: true }).click();
  await page.getByLabel('Release').selectOption('1.0.0');
});

test('a user who leaves during an upload is asked first', async (t) => {
  const { page, choose, versions } = await openRelease(t);
  await slow(page);
  await choose(['tool-1.0.0.zip', large]);
  await page.getByRole('button', { name: 'Upload' }).click();
  await page.getByText(/of 4\.0 MB/).waitFor();
  const question = page.waitForEvent('dialog');
  const leave = page.getByRole('link', { name: 'Jobs', exact: true }).click();
  await (await question).dismiss();
  await leave;
  await page.waitForURL(/\/release$/);
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.getByText('Cancelled: nothing was released.').waitFor();
  assert.deepEqual(await versions(), []);
});

/** Simulates dragging files from the system into the page. */
async function drop(page, at, ...paths) {
  const session = await page.context().newCDPSession(page);
  const { x, y, width, height } = await at.boundingBox();
  const data = { items: [], files: paths, dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop']) {
    await session.send('Input.dispatchDragEvent', { type, x: x + width / 2, y: y + height / 2, data });
  }
}

test('a dropped folder is reported, and files dropped with it are accepted', async (t) => {
  const { page } = await openRelease(t);
  const folder = await mkdtemp(join(tmpdir(), 'dropped-'));
  t.after(() => rm(folder, { recursive: true }));
  await mkdir(join(folder, 'tool-2.0.0'));
  await writeFile(join(folder, 'tool-1.0.0.zip'), small);
  await drop(page, page.locator('.drop-zone'), join(folder, 'tool-2.0.0'), join(folder, 'tool-1.0.0.zip'));
  await upload(page, 'tool-2.0.0').getByText('This is a folder: drop a zip archive of it.').waitFor();
  assert.equal(await upload(page, 'tool-2.0.0').getByRole('button', { name: 'Upload' }).count(), 0);
  await upload(page, 'tool-1.0.0.zip').getByText(sha256(small)).waitFor();
});

test('a file that is dropped beside the zone does not replace the page', async (t) => {
  const { page, choose } = await openRelease(t);
  const folder = await mkdtemp(join(tmpdir(), 'dropped-'));
  t.after(() => rm(folder, { recursive: true }));
  await writeFile(join(folder, 'beside.txt'), 'text');
  await choose(['tool-1.0.0.zip', small]);
  const changelog = page.getByLabel('What is new');
  await changelog.fill('typed');
  await page.evaluate(() => {
    // A browser opens a dropped file, unless the page prevents it.
    window.opened = [];
    for (const type of ['dragover', 'drop']) window.addEventListener(type, (event) => event.defaultPrevented || window.opened.push(type));
  });
  for (const place of [page.getByRole('heading', { name: 'Releases' }), changelog]) await drop(page, place, join(folder, 'beside.txt'));
  assert.deepEqual(await page.evaluate(() => window.opened), []);
  assert.equal(await changelog.inputValue(), 'typed');
});

test('a user who leaves with input for a package is asked first; with only a package, not', async (t) => {
  const { page, choose } = await openRelease(t);
  const requested = [];
  page.on('dialog', async (dialog) => {
    requested.push(dialog.message());
    await dialog.dismiss();
  });
  await choose(['tool-1.0.0.zip', small]);
  await page.getByLabel('What is new').fill('Faster\nand smaller');
  await page.getByRole('link', { name: 'Jobs', exact: true }).click();
  await page.waitForURL(/\/release$/);
  assert.equal(requested.length, 1);
  await page.getByRole('button', { name: 'Upload' }).click();
  await page.getByText('Released as 1.0.0').first().waitFor();
  await choose(['tool-2.0.0.zip', small]);
  await page.getByRole('link', { name: 'Jobs', exact: true }).click();
  await page.getByRole('heading', { name: 'Jobs' }).waitFor();
  assert.equal(requested.length, 1);
});

test('notes of several lines are sent with their line breaks', async (t) => {
  const { plugin, page, choose } = await openRelease(t);
  await choose(['tool-1.0.0.zip', small]);
  await page.getByLabel('What is new').fill('Faster\nand smaller');
  await page.getByRole('button', { name: 'Upload' }).click();
  await page.getByText('Released as 1.0.0').first().waitFor();
  const [release] = await stage.client.listPluginReleases(plugin.id);
  assert.equal(release.changelog, 'Faster\nand smaller');
});

test('files are read in slices, one file after the other, with the correct checksums', async (t) => {
  const { page, choose } = await openRelease(t);
  await page.evaluate(() => {
    const { arrayBuffer, stream } = Blob.prototype;
    const { read } = window.ReadableStreamDefaultReader.prototype;
    window.largest = 0;
    window.open = 0;
    window.openAtOnce = 0;
    Blob.prototype.arrayBuffer = function () {
      window.largest = Math.max(window.largest, this.size);
      return arrayBuffer.call(this);
    };
    Blob.prototype.stream = function () {
      window.open += 1;
      window.openAtOnce = Math.max(window.openAtOnce, window.open);
      return stream.call(this);
    };
    window.ReadableStreamDefaultReader.prototype.read = async function () {
      const part = await read.call(this);
      if (part.done) window.open -= 1;
      else window.largest = Math.max(window.largest, part.value.length);
      return part;
    };
  });
  const files = [1, 2, 3].map((number) => zipOf('a.bin', String(number).repeat(3_000_000)));
  await choose(...files.map((file, index) => [`tool-${index}.0.0.zip`, file]));
  for (const [index, file] of files.entries()) await upload(page, `tool-${index}.0.0.zip`).getByText(sha256(file)).waitFor();
  const [largest, openAtOnce] = await page.evaluate(() => [window.largest, window.openAtOnce]);
  assert.ok(largest < 2_500_000, `${largest} bytes in one piece`);
  assert.equal(openAtOnce, 1);
});

/** About 200 kB per second. */
async function slow(page) {
  const session = await page.context().newCDPSession(page);
  await session.send('Network.emulateNetworkConditions', { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: 200_000 });
}
