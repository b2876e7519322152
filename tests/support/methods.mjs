// Every method of the client that sends a request, with its first request.
import { CALLS } from './calls.mjs';

const file = new Uint8Array([1]);

export const METHODS = {
  healthCheckAgent: (client) => client.healthCheckAgent('token'),
  listAgents: (client) => client.listAgents(),
  iterateAgents: (client) => client.iterateAgents().next(),
  listPlugins: (client) => client.listPlugins(),
  iteratePlugins: (client) => client.iteratePlugins().next(),
  getPlugin: (client) => client.getPlugin(1),
  createPlugin: (client) => client.createPlugin({ name: 'p' }),
  updatePlugin: (client) => client.updatePlugin(1, {}),
  runPlugin: (client) => client.runPlugin(1, {}),
  getPluginRelease: (client) => client.getPluginRelease(1),
  getPluginReleaseByLookup: (client) => client.getPluginReleaseByLookup('p@1'),
  listPluginReleases: (client) => client.listPluginReleases(1),
  iteratePluginReleases: (client) => client.iteratePluginReleases(1).next(),
  'createPluginRelease, a form': (client) => client.createPluginRelease({ plugin: 1, version: '1', file }),
  'createPluginRelease, JSON': (client) => client.createPluginRelease({ plugin: 1, version: '1', file: null }),
  getJob: (client) => client.getJob(1),
  listJobs: (client) => client.listJobs(),
  iterateJobs: (client) => client.iterateJobs().next(),
  updateJob: (client) => client.updateJob(1, {}),
  listJobConsoleLogs: (client) => client.listJobConsoleLogs(1),
  tailJobConsoleLogs: (client) => client.tailJobConsoleLogs(1).next(),
  createLogs: (client) => client.createLogs({ message: 'm' }),
  createServeApplication: (client) => client.createServeApplication({ job: 1 }),
  listServeApplications: (client) => client.listServeApplications(),
  iterateServeApplications: (client) => client.iterateServeApplications().next(),
  listStorages: (client) => client.listStorages(),
  getStorage: (client) => client.getStorage(1),
  createStorage: (client) => client.createStorage({ name: 's', provider: 'ftp' }),
  ...Object.fromEntries(CALLS.map(({ title, send }) => [title, send])),
};
