// One backend and one browser for a test file, and a new page for each test. The test fails if the page has an error.
import assert from 'node:assert/strict';
import { after } from 'node:test';
import { openConsole, startBackend, startBrowser } from './stage.mjs';

/** Call it at the top of a file. `options` are the backend's. */
export async function scene(options) {
  const [backend, browser] = await Promise.all([startBackend(options), startBrowser()]);
  after(async () => {
    await browser.close();
    await backend.remove();
  });
  const newPage = async (t, pageOptions) => {
    const page = await browser.newPage(pageOptions);
    t.after(async () => {
      // A request that a test answers itself may be repeated while its page closes.
      if (!page.isClosed()) await page.unrouteAll({ behavior: 'ignoreErrors' });
      await page.context().close();
      assert.deepEqual(page.faults, []);
    });
    return page;
  };
  return {
    backend,
    client: backend.client,
    newPage,
    /** The console at `route`, connected, in a prepared page. */
    enter: (page, route) => openConsole(page, backend.url, route),
    /** A page of the console at `route`, connected. */
    async open(t, route, pageOptions) {
      const page = await newPage(t, pageOptions);
      await openConsole(page, backend.url, route);
      return page;
    },
  };
}

/** Waits until a job has ended. */
export function ended(client, job) {
  return client.waitForJob(job, { interval: 50, deadline: 20_000 });
}

/** The body of the request that `act` causes. */
export async function sent(page, method, path, act) {
  const isIt = (request) => request.method() === method && new URL(request.url()).pathname.endsWith(path);
  const [request] = await Promise.all([page.waitForRequest(isIt), act()]);
  return request.postDataJSON();
}
