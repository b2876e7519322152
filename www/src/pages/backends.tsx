// The connected backend with its user, and the switch to another one.
import { useState } from 'preact/hooks';
import { t } from '../i18n';
import { goHome } from '../state/go-home';
import { Button } from '../ui/basics';
import { Dialog } from '../ui/dialog';
import { BackendList } from './backend-list';
import { Connect } from './connect';

export function Backends({ onClose }: { onClose: () => void }) {
  const [adds, setAdds] = useState(false);
  return (
    <Dialog title={t(adds ? 'backends.add' : 'backends.title')} onClose={onClose}>
      {adds ? (
        <Connect mode="other" onDone={onClose} />
      ) : (
        <>
          <BackendList mayLeave={goHome} onSwitched={onClose} />
          <div class="form-actions">
            <Button icon="plus" onClick={() => setAdds(true)}>
              {t('backends.add')}
            </Button>
            <Button onClick={onClose}>{t('common.close')}</Button>
          </div>
        </>
      )}
    </Dialog>
  );
}
