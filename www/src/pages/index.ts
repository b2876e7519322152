// Every page by its address. Each is loaded when it is first gone to; only the job list comes with the console.
import type { PageMap } from '../ui/page';
import { JobsPage } from './jobs';

export const PAGES: PageMap = {
  jobs: async () => JobsPage,
  'jobs/:id': async () => (await import('./job')).JobPage,
  plugins: async () => (await import('./plugins')).PluginsPage,
  'plugins/:id': async () => (await import('./plugin')).PluginPage,
  'plugins/:id/edit': async () => (await import('./plugin-edit')).PluginEditPage,
  'plugins/:id/run': async () => (await import('./run')).RunPage,
  'plugins/:id/release': async () => (await import('./release')).ReleasePage,
  'new-plugin': async () => (await import('./plugin-edit')).PluginNewPage,
  'new-storage': async () => (await import('./storage-new')).StorageNewPage,
  storages: async () => (await import('./storages')).StoragesPage,
  'storages/:id': async () => (await import('./storage')).StoragePage,
  agents: async () => (await import('./agents')).AgentsPage,
};
