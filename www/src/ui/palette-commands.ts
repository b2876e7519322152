// The items of the palette: actions of the page, pages, and objects of the backend.
import type { BackendClient, Plugin } from 'synapse-backend-client';
import { t, type MessageKey } from '../i18n';
import { isObject } from '../lib/is-object';
import { nameOf } from '../lib/names';
import { LARGE_PAGE } from '../lib/paging';
import type { Command } from '../lib/palette';
import { overlay, type Overlay } from '../state/overlays';
import { THEMES, theme } from '../state/preferences';
import { href } from '../state/router';
import { statusText } from './basics';
import type { IconName } from './icon';

export interface PaletteCommand extends Command {
  key: string;
  icon: IconName;
  run(): void;
}

const PAGES: readonly [path: string, icon: IconName, title: MessageKey][] = [
  ['jobs', 'jobs', 'jobs.title'],
  ['plugins', 'plugins', 'plugins.title'],
  ['serve', 'serve', 'serve.title'],
  ['storages', 'storages', 'storages.title'],
  ['agents', 'agents', 'agents.title'],
  ['new-plugin', 'plus', 'plugins.new'],
  ['new-storage', 'plus', 'storages.new'],
  ['new-serve', 'plus', 'serve.new'],
];

/** Not `navigate`, so that the user is asked about unsaved input. */
function goTo(...path: (string | number)[]): () => void {
  return () => void (location.hash = href(path));
}

export function pageCommands(): PaletteCommand[] {
  const pages = PAGES.map(([path, icon, title]) => ({ key: path, icon, title: t(title), run: goTo(path) }));
  const show = (name: Overlay, icon: IconName, title: MessageKey) => ({ key: name, icon, title: t(title), run: () => void (overlay.value = name) });
  const themes = THEMES.filter((name) => name !== theme.value).map(
    (name): PaletteCommand => ({
      key: `theme-${name}`,
      icon: 'settings',
      title: `${t('settings.theme')}: ${t(`settings.theme.${name}`)}`,
      run: () => void (theme.value = name),
    }),
  );
  return [
    ...pages,
    show('backends', 'link', 'backends.title'),
    show('requests', 'code', 'nav.code'),
    show('help', 'keyboard', 'nav.keys'),
    show('settings', 'settings', 'nav.settings'),
    ...themes,
  ];
}

/** The controls of a page that become actions. */
const ACTIONS = '.page-actions > :is(a, button.button:not(.icon-only)), .form-actions > *, :is(.log-errors, .log-tools) button';

export function actionsOfPage(): PaletteCommand[] {
  const controls = [...document.querySelectorAll<HTMLElement>(`#content :is(${ACTIONS})`)].filter((control) => !control.matches(':disabled'));
  return controls.map((control, index) => ({
    key: `action-${index}`,
    icon: 'right',
    title: control.ariaLabel ?? control.textContent.trim(),
    run: () => control.click(),
  }));
}

export function jobCommand(id: string | number, detail = ''): PaletteCommand {
  return { key: `job-${id}`, icon: 'jobs', title: t('job.title', { id }), detail, run: goTo('jobs', id) };
}

const RECENT = 8;

export async function recentJobs(client: BackendClient, signal: AbortSignal): Promise<PaletteCommand[]> {
  const [jobs] = await client.listJobs({ page_size: RECENT, ordering: '-created', expand: 'plugin' }, { signal });
  return jobs.map(({ id, plugin, status }) => {
    const name = isObject(plugin) ? [nameOf(plugin)] : [];
    return jobCommand(id, [...name, statusText(status)].join(' · '));
  });
}

function pluginCommand(plugin: Plugin): PaletteCommand {
  const { id, code } = plugin;
  return { key: `plugin-${id}`, icon: 'plugins', title: nameOf(plugin), detail: typeof code === 'string' ? code : '', run: goTo('plugins', id) };
}

/** If there are more, the backend searches them. */
export const MOST_PLUGINS = 1000;

export async function allPlugins(client: BackendClient, signal: AbortSignal): Promise<PaletteCommand[]> {
  const plugins: PaletteCommand[] = [];
  for await (const plugin of client.iteratePlugins(null, { signal })) {
    plugins.push(pluginCommand(plugin));
    if (plugins.length === MOST_PLUGINS) break;
  }
  return plugins;
}

/** A backend without search returns all objects, so those that do not match are left out. */
export async function pluginsWith(search: string, client: BackendClient, signal: AbortSignal): Promise<PaletteCommand[]> {
  const [plugins] = await client.listPlugins({ search, page_size: LARGE_PAGE }, { signal });
  return plugins.map(pluginCommand);
}
