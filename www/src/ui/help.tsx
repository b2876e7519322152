// The list of keyboard shortcuts.
import { t } from '../i18n';
import { Dialog } from './dialog';

const SHORTCUTS = [
  ['Ctrl K', 'keys.palette'],
  ['/', 'keys.search'],
  ['Ctrl F', 'keys.find'],
  ['j', 'keys.nextRow'],
  ['k', 'keys.previousRow'],
  ['g j', 'keys.goJobs'],
  ['g p', 'keys.goPlugins'],
  ['g v', 'keys.goServe'],
  ['g s', 'keys.goStorages'],
  ['g a', 'keys.goAgents'],
  ['Enter', 'keys.open'],
  ['Enter', 'keys.next'],
  ['Shift Enter', 'keys.previous'],
  ['e', 'keys.nextError'],
  ['Shift E', 'keys.previousError'],
  ['Shift ↓', 'keys.extend'],
  ['?', 'keys.help'],
] as const;

export function Help({ onClose }: { onClose: () => void }) {
  return (
    <Dialog title={t('keys.title')} onClose={onClose}>
      <dl class="keys">
        {SHORTCUTS.map(([keys, message]) => (
          <div key={message}>
            <dt>
              {keys.split(' ').map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{t(message)}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
