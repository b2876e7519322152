// The backends whose tokens this tab or this device remembers. Only the end of a token is shown, to distinguish it from others.
import { useState } from 'preact/hooks';
import { t } from '../i18n';
import { tokenEnd } from '../lib/secrets';
import { idOf, type Connection } from '../state/connection-store';
import { switchTo } from '../state/connecting';
import { forget, knownConnections } from '../state/known-connections';
import { connection } from '../state/session';
import { Button, IconButton } from '../ui/basics';

interface BackendListProps {
  /** Called before each change. Returns false to prevent it. */
  mayLeave?: () => Promise<boolean>;
  onSwitched?: () => void;
}

export function BackendList({ mayLeave = async () => true, onSwitched }: BackendListProps) {
  const inUse = connection.value;
  const [forgotten, setForgotten] = useState<readonly string[]>([]);
  /** The backend that could not be forgotten. */
  const [kept, setKept] = useState<string>();
  const all = knownConnections(inUse).filter((one) => !forgotten.includes(idOf(one)));
  const change = async (target: Connection) => {
    if (!(await mayLeave())) return;
    onSwitched?.();
    await switchTo(target);
  };
  const remove = async (target: Connection) => {
    if (!(await forget(target))) return setKept(idOf(target));
    setForgotten([...forgotten, idOf(target)]);
  };
  if (all.length === 0) return null;
  return (
    <ul class="backends" aria-label={t('backends.title')}>
      {all.map((one) => {
        const isInUse = inUse !== null && idOf(one) === idOf(inUse);
        const title = one.name || new URL(one.baseUrl).host;
        return (
          <li key={idOf(one)} aria-current={isInUse ? 'true' : undefined}>
            <div class="backend">
              <p>
                <strong>{title}</strong> {isInUse && <span class="badge badge-success">{t('backends.inUse')}</span>}
              </p>
              <p class="muted">{one.baseUrl}</p>
              {one.tenant && <p class="muted">{t('backends.tenant', { tenant: one.tenant })}</p>}
              <p class="muted">{t(one.remember ? 'backends.token.device' : 'backends.token.tab', { token: tokenEnd(one.token) })}</p>
              {kept === idOf(one) && (
                <p class="field-error" role="alert">
                  {t('backends.shared')}
                </p>
              )}
            </div>
            {!isInUse && (
              <>
                <Button aria-label={t(inUse ? 'backends.switch.to' : 'backends.connect.to', { name: title })} onClick={() => void change(one)}>
                  {t(inUse ? 'backends.switch' : 'connect.submit')}
                </Button>
                <IconButton icon="close" label={t('backends.forget', { name: title })} onClick={() => void remove(one)} />
              </>
            )}
          </li>
        );
      })}
    </ul>
  );
}
