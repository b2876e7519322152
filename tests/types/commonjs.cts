// The types under `require`.
import client = require('synapse-backend-client');

export const plugin: Promise<client.Plugin> = new client.BackendClient({ baseUrl: 'https://api.synapse.sh' }).getPlugin(1);
export const isOurs: (value: unknown) => value is client.NotFoundError = (value) => client.NotFoundError.isInstance(value);
