// A user's program under `require`: see tests/node/package.test.mjs.
const { BackendClient, NotFoundError } = require('synapse-backend-client');

async function main() {
  const client = new BackendClient({ baseUrl: process.env.SYNAPSE_BASE_URL });
  const plugin = await client.createPlugin({ name: 'Required' });
  const { job_id: job } = await client.runPlugin(plugin.id, { parameters: { delay: 0 } });
  const { status } = await client.waitForJob(job, { interval: 1, deadline: 20_000 });
  const missing = await client.getPlugin(0).catch((error) => error instanceof NotFoundError);
  console.log(`${status}, ${missing}`);
}

main();
