import { PAGES } from './pages';
import { t } from './i18n';
import { client, rejected } from './state/session';
import { Dialog } from './ui/dialog';
import { later } from './ui/later';
import { Page } from './ui/page';
import { Shell } from './ui/shell';
import { Toasts } from './ui/toasts';

/** Most who come are connected. */
const Connect = later<{ again?: boolean }>(async () => (await import('./pages/connect')).Connect);

export function App() {
  if (!client.value) {
    return (
      <>
        <Connect />
        <Toasts />
      </>
    );
  }
  return (
    <Shell>
      <Page pages={PAGES} />
      {rejected.value && (
        <Dialog title={t('connect.again')}>
          <Connect again />
        </Dialog>
      )}
      <Toasts />
    </Shell>
  );
}
