import { t } from '../i18n';
import { overlay } from '../state/overlays';
import { IconButton } from './basics';

/** Opens the requests of the page as code. */
export function CodeButton() {
  return <IconButton icon="code" label={t('nav.code')} onClick={() => (overlay.value = 'requests')} />;
}
