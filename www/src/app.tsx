import { PAGES } from './pages';
import { client, connection, rejected, restoring } from './state/session';
import { later } from './ui/later';
import { Page } from './ui/page';
import { Shell } from './ui/shell';
import { Toasts } from './ui/toasts';

/** Most visitors are already connected. */
const Connect = later(async () => (await import('./pages/connect')).Connect);
const ConnectAgain = later(async () => (await import('./pages/connect')).ConnectAgain);

export function App() {
  const { value: inUse } = connection;
  if (!client.value || !inUse) {
    if (restoring.value) return null;
    return (
      <>
        <Connect />
        <Toasts />
      </>
    );
  }
  return (
    <Shell>
      {/* Remounts everything, so that no data of one backend is shown for another. */}
      <Page key={`${inUse.baseUrl} ${inUse.tenant}`} pages={PAGES} />
      {rejected.value && <ConnectAgain />}
      <Toasts />
    </Shell>
  );
}
