import { LANGUAGES, t, type Language } from '../i18n';
import { chosenLanguage, THEMES, theme, type Theme } from '../state/preferences';
import { disconnect } from '../state/connecting';
import { mayLeave } from '../state/router';
import { Button } from './basics';
import { Dialog } from './dialog';
import { SelectField } from './field';

export function Settings({ onClose }: { onClose: () => void }) {
  return (
    <Dialog title={t('nav.settings')} onClose={onClose}>
      <div class="form">
        <SelectField
          label={t('settings.theme')}
          value={theme.value}
          onValue={(value) => (theme.value = value as Theme)}
          options={THEMES.map((name) => [name, t(`settings.theme.${name}`)])}
        />
        <SelectField
          label={t('settings.language')}
          value={chosenLanguage.value}
          onValue={(value) => (chosenLanguage.value = value as Language)}
          options={Object.entries(LANGUAGES)}
        />
        <div class="form-actions">
          <Button look="danger" onClick={() => mayLeave() && void disconnect()}>
            {t('settings.disconnect')}
          </Button>
          <Button onClick={onClose}>{t('common.close')}</Button>
        </div>
      </div>
    </Dialog>
  );
}
