import { PAGES } from './pages';
import { t } from './i18n';
import { client, connection, rejected, restoring } from './state/session';
import { Dialog } from './ui/dialog';
import { later } from './ui/later';
import { Page } from './ui/page';
import { Shell } from './ui/shell';
import { Toasts } from './ui/toasts';

/** Most visitors are already connected. */
const Connect = later<{ mode?: 'again' }>(async () => (await import('./pages/connect')).Connect);

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
      {rejected.value && (
        <Dialog title={t('connect.again')}>
          <Connect mode="again" />
        </Dialog>
      )}
      <Toasts />
    </Shell>
  );
}
