import { PAGES } from './pages';
import { Connect } from './pages/connect';
import { t } from './i18n';
import { client, rejected } from './state/session';
import { Dialog } from './ui/dialog';
import { Page } from './ui/page';
import { Shell } from './ui/shell';
import { Toasts } from './ui/toasts';

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
