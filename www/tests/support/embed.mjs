// A page that is not the console, with the parts in it.
import { fileURLToPath } from 'node:url';

const CLIENT = fileURLToPath(new URL('../../../pkg/index.js', import.meta.url));

/** `before`: runs in the page before anything else. The events of the elements are kept in `told`; all have one client. */
export async function embed(t, stage, elements, { before, ...pageOptions } = {}) {
  const page = await stage.newPage(t, pageOptions);
  if (before) await page.addInitScript(before);
  await page.route('**/client.js', (route) => route.fulfill({ path: CLIENT, contentType: 'text/javascript' }));
  await page.route('**/embed.html', (route) =>
    route.fulfill({
      contentType: 'text/html',
      body: `<!doctype html><title>Embedded</title>
        <script type="importmap">{ "imports": { "synapse-backend-client": "/client.js" } }</script>
        ${elements}
        <script type="module">
          import { BackendClient } from 'synapse-backend-client';
          import '/console/parts/synapse-parts.js';
          globalThis.told = [];
          const client = new BackendClient({ baseUrl: location.origin, apiToken: 'sandbox-token' });
          for (const part of document.querySelectorAll('synapse-job-log, synapse-upload-box')) {
            for (const type of ['line', 'release', 'failure']) part.addEventListener(type, ({ detail }) => told.push([type, detail]));
            part.client = client;
          }
        </script>`,
    }),
  );
  await page.goto(`${stage.backend.url}/embed.html`);
  return page;
}
