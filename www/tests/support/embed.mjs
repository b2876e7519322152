// A page other than the console, with the custom elements.
import { fileURLToPath } from 'node:url';

const built = (name) => fileURLToPath(new URL(`../../../pkg/${name}`, import.meta.url));

/** `before`: runs in the page before anything else. All elements share one client. */
export async function embed(t, stage, elements, { before, ...pageOptions } = {}) {
  return embedIn(await stage.newPage(t, pageOptions), stage, elements, { before });
}

/** The same in a page that there is. */
export async function embedIn(page, stage, elements, { before } = {}) {
  if (before) await page.addInitScript(before);
  for (const name of ['index.js', 'elements.js']) {
    await page.route(`**/pkg/${name}`, (route) => route.fulfill({ path: built(name), contentType: 'text/javascript' }));
  }
  await page.route('**/embed.html', (route) =>
    route.fulfill({
      contentType: 'text/html',
      body: `<!doctype html><title>Embedded</title>
        <script type="importmap">{ "imports": { "synapse-backend-client": "/pkg/index.js" } }</script>
        ${elements}
        <script type="module">
          import { BackendClient } from 'synapse-backend-client';
          import '/pkg/elements.js';
          const client = new BackendClient({ baseUrl: location.origin, apiToken: 'sandbox-token' });
          for (const element of document.querySelectorAll('synapse-job-log, synapse-upload-box')) element.client = client;
        </script>`,
    }),
  );
  await page.goto(`${stage.backend.url}/embed.html`);
  return page;
}
