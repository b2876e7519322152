// What can go wrong when a plugin is run, and what to do about it.
import { setTimeout as sleep } from 'node:timers/promises';
import { BackendClient, ClientError, NotFoundError, ServerError, ValidationError } from 'synapse-backend-client';
import { settings } from './lib/settings.mjs';

/** Runs a plugin, again where that is safe. Answers null where it could not be run. */
async function robustPluginExecution(client, pluginId, parameters, maxRetries = 3) {
  for (let attempt = 0; attempt < maxRetries; attempt += 1) {
    try {
      return await client.runPlugin(pluginId, { parameters, context: { retry_attempt: attempt } });
    } catch (error) {
      // Not the backend's or the network's doing: a mistake in this program.
      if (!(error instanceof ClientError)) throw error;

      if (error instanceof NotFoundError) {
        console.log(`Plugin ${pluginId} not found`);
        return null;
      }
      if (error instanceof ValidationError) {
        console.log('Invalid parameters:', error.response);
        return null;
      }
      if (error.mayHaveBeenApplied) {
        // The answer was lost, or was an error from half way: a second run could be one too many.
        console.log(`It may run all the same: look at listJobs({ plugin: ${pluginId} }) first. ${error.message}`);
        return null;
      }
      if (!(error instanceof ServerError)) {
        console.log(`Unexpected error (${error.code}, status ${error.statusCode}): ${error.message}`);
        return null;
      }
      // The client itself has tried again by now, as often as its option `retry` says.
      console.log(`Server error (attempt ${attempt + 1}): ${error.message}`);
      if (attempt < maxRetries - 1) await sleep(1000 * 2 ** attempt); // Exponential backoff
    }
  }
  return null;
}

const client = new BackendClient(settings());
const plugin = await client.createPlugin({ name: 'Error Handling Plugin' });

console.log('\nA run that is fine:');
console.log(await robustPluginExecution(client, plugin.id, { steps: 1 }));

console.log('\nA plugin that does not exist:');
await robustPluginExecution(client, 999_999_999, {});

console.log('\nParameters that the backend refuses:');
await robustPluginExecution(client, plugin.id, { steps: -1 });

console.log('\nA token that is not valid:');
await robustPluginExecution(client.withOptions({ apiToken: 'wrong-token' }), plugin.id, {});

console.log('\nNo backend at all:');
await robustPluginExecution(client.withOptions({ baseUrl: 'http://127.0.0.1:65535', retry: false }), plugin.id, {});
