// Pages of users with the package's custom elements, in Chromium.
import assert from 'node:assert/strict';
import { after } from 'node:test';
import { chromium } from 'playwright-core';
import { chromiumArgs, chromiumPath } from '../../scripts/lib/chromium.mjs';
import { IMPORT_MAP, installed, siteOf } from './installed.mjs';

const EVENTS = ['synapse-line-click', 'synapse-release', 'synapse-upload-error', 'synapse-upload-abort'];
/** The maximum time for anything to appear, in ms. */
const PATIENCE = 10_000;

/**
 * Call it at the top of a file. Returns `embed`, which shows a page for one test and fails if the page has an error. The package is
 * installed in `embed.folder`.
 */
export async function embedding() {
  const pages = new Map();
  const { folder } = await installed();
  const site = await siteOf(folder, pages);
  const browser = await chromium.launch({ executablePath: chromiumPath(), args: chromiumArgs });
  after(() => browser.close());
  const embed = async (t, html) => {
    const path = `/${pages.size}`;
    pages.set(path, `<!doctype html><title>Embedded</title>${IMPORT_MAP}${html}`);
    const page = await browser.newPage();
    page.setDefaultTimeout(PATIENCE);
    const errors = [];
    page.on('pageerror', (error) => errors.push(error.stack ?? error.message));
    page.on('console', (message) => {
      if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) errors.push(message.text());
    });
    t.after(async () => {
      await page.close();
      assert.deepEqual(errors, []);
    });
    await page.goto(`${site}${path}`);
    return page;
  };
  return Object.assign(embed, { folder });
}

/** A page with one element. The element's events are recorded at the document, in `events`. */
export function withElement(element, baseUrl) {
  return `<body>${element}
    <script type="module">
      import { BackendClient } from 'synapse-backend-client';
      import 'synapse-backend-client/elements';
      globalThis.events = [];
      for (const type of ${JSON.stringify(EVENTS)}) {
        const report = ({ detail, target }) => events.push([type, { ...detail, ...(detail.file && { file: detail.file.name }), ...(detail.error && { error: detail.error.code }) }, target.localName]);
        document.addEventListener(type, report);
      }
      globalThis.client = new BackendClient({ baseUrl: '${baseUrl}', apiToken: 'sandbox-token' });
      document.body.firstElementChild.client = client;
    </script>`;
}

export const eventsIn = (page) => page.evaluate(() => globalThis.events);
