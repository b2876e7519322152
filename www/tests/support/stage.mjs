// The setup of all console tests: a sandbox that serves the console, a browser, and pages that record errors.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { chromiumArgs, chromiumPath } from '../../../scripts/lib/chromium.mjs';
import { SANDBOX_TOKEN, buildSandbox, startSandbox } from '../../../scripts/lib/sandbox.mjs';
import { BackendClient } from '../../../pkg/node.mjs';

const DIST = process.env.CONSOLE_DIST ?? fileURLToPath(new URL('../../dist', import.meta.url));

/** Loopback under a name that browsers do not recognize as local. */
export const INSECURE_HOST = 'console.test';

/** The maximum time for anything to appear, in ms. */
const PATIENCE = 10_000;

let executable;

/** An empty sandbox for each test file, on a free port. */
export async function startBackend({ port = 0, data, args = [] } = {}) {
  executable ??= process.env.SANDBOX_EXECUTABLE ?? (await buildSandbox(process.env));
  const folder = data ?? (await mkdtemp(join(tmpdir(), 'console-')));
  const own = ['--port', String(port), '--data', folder, '--token', SANDBOX_TOKEN, '--console', DIST];
  const sandbox = await startSandbox(executable, [...own, ...args]);
  return {
    url: sandbox.url,
    data: folder,
    client: new BackendClient({ baseUrl: sandbox.url, apiToken: SANDBOX_TOKEN }),
    stop: () => sandbox.stop(),
    async remove() {
      await sandbox.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

export async function startBrowser() {
  const browser = await chromium.launch({
    executablePath: chromiumPath(),
    args: [...chromiumArgs, `--host-resolver-rules=MAP ${INSECURE_HOST} 127.0.0.1`],
  });
  return {
    close: () => browser.close(),
    /** A page of a new browser profile. */
    async newPage({ width = 1440, height = 900, colorScheme = 'light', locale = 'en-US', ...options } = {}) {
      const context = await browser.newContext({ viewport: { width, height }, colorScheme, locale, ...options });
      context.setDefaultTimeout(PATIENCE);
      return watched(await context.newPage());
    },
  };
}

/** `page.faults`: errors that the console printed, and violations of its content policy. Failed requests are caused by the tests. */
function watched(page) {
  page.faults = [];
  page.on('pageerror', (error) => page.faults.push(error.stack ?? error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) page.faults.push(message.text());
  });
  return page;
}

/** Opens the console of a connected user. `folder`: where on its server the backend is. */
export async function openConsole(page, url, route = '/jobs', token = SANDBOX_TOKEN, folder = '') {
  const connection = JSON.stringify({ baseUrl: url + folder, token, tenant: '', remember: false });
  await page.addInitScript((stored) => {
    if (!window.sessionStorage.getItem('test.begun')) window.sessionStorage.setItem('synapse-console.connection', stored);
    window.sessionStorage.setItem('test.begun', 'true');
  }, connection);
  await page.goto(`${url}/console/#${route}`);
  await page.locator('h1').first().waitFor();
}
