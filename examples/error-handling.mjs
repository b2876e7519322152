// Runs a plugin, and handles each kind of error.
//
//   node examples/error-handling.mjs
import { BackendClient, ClientError, NotFoundError, ValidationError } from 'synapse-backend-client';
import { settings } from './lib/settings.mjs';

/**
 * Runs a plugin. There is no retry loop: the client retries if the backend certainly did not accept the call.
 *
 * @param {BackendClient} client
 * @param {number} pluginId
 * @param {object} parameters
 * @returns the backend's answer, or null if the plugin was not run
 */
async function robustPluginExecution(client, pluginId, parameters) {
  try {
    return await client.runPlugin(pluginId, { parameters });
  } catch (error) {
    // Not from the backend or the network: a bug in this program.
    if (!(error instanceof ClientError)) throw error;

    if (error instanceof NotFoundError) {
      console.log(`Plugin ${pluginId} not found`);
    } else if (error instanceof ValidationError) {
      console.log('Invalid parameters:', error.response);
    } else if (error.mayHaveBeenApplied) {
      // The answer was lost. A second run could be one too many.
      console.log(`It may be running: look at listJobs({ plugin: ${pluginId} }) first. ${error.message}`);
    } else {
      console.log(`Unexpected error (${error.code}, status ${error.statusCode}): ${error.message}`);
    }
    return null;
  }
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
