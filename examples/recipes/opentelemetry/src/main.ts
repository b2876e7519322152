import { shutdown } from './telemetry.js'; // first, because a meter that was created before would record nothing
import { BackendClient } from 'synapse-backend-client';
import { traced } from './traced.js';

const client = new BackendClient(); // takes SYNAPSE_BASE_URL and SYNAPSE_API_TOKEN

const [plugin, job] = await Promise.allSettled([
  traced(client, 'getPlugin', (client) => client.getPlugin(1)),
  traced(client, 'getJob', (client) => client.getJob(999)),
]);
console.log(plugin.status, job.status);

await shutdown();
