import { t } from '../i18n';
import { overlay } from '../state/overlays';
import { IconButton } from './basics';

/** Leads to the requests of what is shown, as code. */
export function CodeButton() {
  return <IconButton icon="code" label={t('nav.code')} onClick={() => (overlay.value = 'requests')} />;
}
