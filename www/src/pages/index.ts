// Every page by its address. A page is loaded when it is first opened; only the job list is in the first view.
import { withWords } from '../i18n';
import type { PageMap } from '../ui/page';
import { JobsPage } from './jobs';

export const PAGES: PageMap = {
  jobs: async () => JobsPage,
  'jobs/:id': async () => (await withWords(import('./job'))).JobPage,
  plugins: async () => (await withWords(import('./plugins'))).PluginsPage,
  'plugins/:id': async () => (await withWords(import('./plugin'))).PluginPage,
  'plugins/:id/edit': async () => (await withWords(import('./plugin-edit'))).PluginEditPage,
  'plugins/:id/run': async () => (await withWords(import('./run'))).RunPage,
  'plugins/:id/release': async () => (await withWords(import('./release'))).ReleasePage,
  'new-plugin': async () => (await withWords(import('./plugin-edit'))).PluginNewPage,
  'new-storage': async () => (await withWords(import('./storage-new'))).StorageNewPage,
  storages: async () => (await withWords(import('./storages'))).StoragesPage,
  'storages/:id': async () => (await withWords(import('./storage'))).StoragePage,
  serve: async () => (await withWords(import('./serve'))).ServePage,
  'new-serve': async () => (await withWords(import('./serve-new'))).ServeNewPage,
  agents: async () => (await withWords(import('./agents'))).AgentsPage,
};
