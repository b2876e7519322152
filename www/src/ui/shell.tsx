// The frame around every page: sections, the connection's health, settings, shortcuts.
import type { ComponentChildren, ComponentType } from 'preact';
import { t } from '../i18n';
import { overlay, type Overlay } from '../state/overlays';
import { href, route } from '../state/router';
import { connection, health } from '../state/session';
import { IconButton } from './basics';
import { Icon, type IconName } from './icon';
import { later } from './later';
import { Logo } from './logo';

const SECTIONS: readonly { path: IconName & ('jobs' | 'plugins' | 'serve' | 'storages' | 'agents'); also?: string }[] = [
  { path: 'jobs' },
  { path: 'plugins', also: 'new-plugin' },
  { path: 'serve', also: 'new-serve' },
  { path: 'storages', also: 'new-storage' },
  { path: 'agents' },
];

// Loaded on demand, because few users need these.
const OVERLAYS: Record<Overlay, ComponentType<{ onClose: () => void }>> = {
  backends: later(async () => (await import('../pages/backends')).Backends),
  help: later(async () => (await import('./help')).Help),
  settings: later(async () => (await import('./settings')).Settings),
  palette: later(async () => (await import('./palette')).Palette),
  requests: later(async () => (await import('./requests')).Requests),
};

const COMMAND = /Mac|iPhone|iPad/.test(navigator.platform) ? '⌘' : 'Ctrl';

const close = () => (overlay.value = null);

export function Shell({ children }: { children: ComponentChildren }) {
  const Above = overlay.value && OVERLAYS[overlay.value];
  return (
    <div class="shell">
      <a
        class="skip"
        href="#content"
        onClick={(event) => {
          // The fragment is the address of a page here.
          event.preventDefault();
          document.getElementById('content')?.focus();
        }}
      >
        {t('app.skip')}
      </a>
      <header class="sidebar">
        <a class="brand" href={href(['jobs'])}>
          <Logo />
          <span>Synapse</span>
        </a>
        <button type="button" class="palette-open" aria-keyshortcuts="Control+K Meta+K" onClick={() => (overlay.value = 'palette')}>
          <Icon name="search" />
          <span>{t('nav.palette')}</span>
          <kbd aria-hidden="true">{COMMAND} K</kbd>
        </button>
        <Sections />
        <div class="sidebar-foot">
          <Connection />
          <div class="sidebar-tools">
            <IconButton icon="keyboard" label={t('nav.keys')} onClick={() => (overlay.value = 'help')} />
            <IconButton icon="settings" label={t('nav.settings')} onClick={() => (overlay.value = 'settings')} />
          </div>
        </div>
      </header>
      <main id="content" tabIndex={-1}>
        {children}
      </main>
      {Above && <Above onClose={close} />}
    </div>
  );
}

function Sections() {
  const [current] = route.value.path;
  return (
    <nav class="sections" aria-label={t('nav.label')}>
      {SECTIONS.map(({ path, also }) => (
        <a key={path} href={href([path])} aria-current={current === path || current === also ? 'page' : undefined}>
          <Icon name={path} />
          <span>{t(`nav.${path}`)}</span>
        </a>
      ))}
    </nav>
  );
}

function Connection() {
  const state = health.value;
  const { value: inUse } = connection;
  const host = inUse ? inUse.name || new URL(inUse.baseUrl).host : '';
  const title = state.name === 'ok' ? t('health.ok.title', { ms: state.ms }) : undefined;
  const word = t(`health.${state.name}`);
  return (
    <>
      <button type="button" class="connection" title={title} aria-haspopup="dialog" onClick={() => (overlay.value = 'backends')}>
        <span class={`dot dot-${state.name}`} />
        <span class="connection-text">
          <span class="hidden">{t('nav.backends')}</span>
          <span class="connection-host">{host}</span>
          <span class="muted">{word}</span>
        </span>
        <Icon name="down" />
      </button>
      <span class="hidden" role="status">
        {word}
      </span>
    </>
  );
}
