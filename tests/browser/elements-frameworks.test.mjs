// The custom elements of the installed package, bundled with React, Preact and Vue: properties are set, and events have their names.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import esbuild from 'esbuild';
import { embedding, eventsIn } from '../support/embed.mjs';
import { sandbox } from '../support/sandbox.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const { url, client } = await sandbox();
const embed = await embedding();
const plugin = await client.createPlugin({ name: 'Alpha' });
const { job_id: job } = await client.runPlugin(plugin.id, { parameters: { steps: 5, delay: 3600 } });
await client.updateJob(job, { status: 'running', console_logs: ['first', 'second'] });

const APP = `function App() {
  const [line, setLine] = useState(1);
  const go = ({ detail }) => { events.push(detail); setLine(detail.line); };
  return <synapse-job-log client={client} job={${job}} line={line} onsynapse-line-click={go} />;
}`;

const PROGRAMS = {
  React: `import { useState } from 'react';
    import { createRoot } from 'react-dom/client';
    ${APP}
    createRoot(document.querySelector('main')).render(<App />);`,
  Preact: `import { render } from 'preact';
    import { useState } from 'preact/hooks';
    ${APP}
    render(<App />, document.querySelector('main'));`,
  Vue: `import { createApp, ref } from 'vue/dist/vue.esm-bundler.js';
    const line = ref(1);
    const go = ({ detail }) => { events.push(detail); line.value = detail.line; };
    const app = createApp({
      setup: () => ({ client, line, go }),
      template: '<synapse-job-log :client="client" job="${job}" :line="line" @synapse-line-click="go" />',
    });
    app.config.compilerOptions.isCustomElement = (tag) => tag.startsWith('synapse-');
    app.mount('main');`,
};

const SETTINGS = {
  'process.env.NODE_ENV': '"production"',
  __VUE_OPTIONS_API__: 'true',
  __VUE_PROD_DEVTOOLS__: 'false',
  __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'false',
};

/** A page that contains the program with all its imports. */
async function bundled(framework) {
  const contents = `import { BackendClient } from 'synapse-backend-client';
    import 'synapse-backend-client/elements';
    globalThis.events = [];
    const client = new BackendClient({ baseUrl: '${url}', apiToken: 'sandbox-token' });
    ${PROGRAMS[framework]}`;
  const { outputFiles, warnings } = await esbuild.build({
    stdin: { contents, resolveDir: embed.folder, loader: 'jsx' },
    nodePaths: [join(root, 'node_modules')],
    bundle: true,
    format: 'esm',
    jsx: 'automatic',
    jsxImportSource: framework.toLowerCase(),
    define: SETTINGS,
    write: false,
  });
  assert.deepEqual(warnings, []);
  return `<main></main><script type="module">${outputFiles[0].text.replaceAll('</script', '<\\/script')}</script>`;
}

for (const framework of Object.keys(PROGRAMS)) {
  test(`in ${framework}, a click on a line dispatches an event that moves the mark`, async (t) => {
    const page = await embed(t, await bundled(framework));
    await page.locator('.log-marked').getByText('first').waitFor();
    await page.getByRole('button', { name: 'Line 2: link to it' }).click();
    await page.locator('.log-marked').getByText('second').waitFor();
    assert.deepEqual(await eventsIn(page), [{ line: 2, lastLine: 2 }]);
  });
}
