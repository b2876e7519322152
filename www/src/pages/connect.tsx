// The form for URL and token. It is also shown in a dialog when the backend refuses a token that was valid before.
import { useEffect, useRef, useState } from 'preact/hooks';
import { AuthenticationError, InvalidRequestError } from 'synapse-backend-client';
import { t } from '../i18n';
import { isUnreachable } from '../lib/unreachable';
import { connect, disconnect, lastBaseUrl } from '../state/connecting';
import type { Connection } from '../state/connection-store';
import { goHome } from '../state/go-home';
import { mayLeave, noteMove } from '../state/router';
import { connection } from '../state/session';
import { detailOf, messageOf } from '../i18n/error-text';
import { Button } from '../ui/basics';
import { Dialog } from '../ui/dialog';
import { CheckField, TextField } from '../ui/field';
import { Icon } from '../ui/icon';
import { Logo } from '../ui/logo';
import { BackendList } from './backend-list';

const SANDBOX_TOKEN = 'sandbox-token';
const LOOPBACK = /^https?:\/\/(localhost|127\.0\.0\.1|\[::1\])(:|\/|$)/;

interface ConnectProps {
  /** For the same backend, in a dialog; or for an additional one. */
  mode?: 'again' | 'other';
  onDone?: () => void;
}

export function Connect({ mode, onDone }: ConnectProps) {
  const again = mode === 'again';
  const known = mode === 'other' ? null : connection.value;
  const [name, setName] = useState(known?.name ?? '');
  const [baseUrl, setBaseUrl] = useState(mode === 'other' ? '' : (known?.baseUrl ?? lastBaseUrl()));
  const [token, setToken] = useState('');
  const [tenant, setTenant] = useState(known?.tenant ?? '');
  const [remember, setRemember] = useState(known?.remember ?? false);
  const [shown, setShown] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();

  const windowTitle = `${t('connect.title')} · ${t('app.name')}`;
  useEffect(() => {
    if (!mode) document.title = windowTitle;
  }, [windowTitle, mode]);

  // A dialog that was open before this form was rendered does not focus it by itself.
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector<HTMLElement>('[autofocus]')?.focus(), []);

  const mayOpen = async (found: Connection) => {
    if (mode === 'other') return goHome();
    // The page is replaced if the backend or the tenant changes.
    return !known || isSamePlace(found, known) || mayLeave();
  };
  const submit = async (event: Event) => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    setError(undefined);
    if (!mode) noteMove();
    try {
      const target = { name: name.trim(), baseUrl: baseUrl.trim(), token: tokenIn(token), tenant: tenant.trim(), remember };
      if (await connect(target, mayOpen)) onDone?.();
    } catch (failure) {
      setError(failure);
    }
    setBusy(false);
  };

  const refused = error instanceof InvalidRequestError ? error : undefined;
  const errorsOf = (field: 'baseUrl' | 'apiToken' | 'tenant') => (refused?.field === field ? [t(`connect.bad.${field}`)] : []);
  const fields = (
    <form ref={form} class="form" onSubmit={(event) => void submit(event)}>
      {error !== undefined && !refused?.field && <Explanation error={error} baseUrl={baseUrl} />}
      <TextField
        label={t('connect.url')}
        type="url"
        value={baseUrl}
        onValue={setBaseUrl}
        errors={errorsOf('baseUrl')}
        placeholder="https://api.synapse.sh"
        autocomplete="url"
        required
      />
      <div class="with-button">
        <TextField
          label={t('connect.token')}
          type={shown ? 'text' : 'password'}
          value={token}
          onValue={setToken}
          errors={errorsOf('apiToken')}
          hint={LOOPBACK.test(baseUrl) ? <SandboxToken onToken={setToken} /> : undefined}
          autocomplete="current-password"
          required
          autofocus
        />
        <Button look="quiet" aria-pressed={shown} onClick={() => setShown(!shown)}>
          {t(shown ? 'connect.token.hide' : 'connect.token.show')}
        </Button>
      </div>
      <TextField label={t('connect.tenant')} value={tenant} onValue={setTenant} errors={errorsOf('tenant')} optional autocomplete="off" />
      {!again && (
        <TextField label={t('connect.name')} value={name} onValue={setName} hint={t('connect.name.hint')} optional autocomplete="off" />
      )}
      <CheckField label={t('connect.remember')} hint={t('connect.remember.hint')} checked={remember} onValue={setRemember} />
      <div class="form-actions">
        {again && (
          <Button look="danger" onClick={() => mayLeave() && void disconnect()}>
            {t('settings.disconnect')}
          </Button>
        )}
        <Button type="submit" look="primary" busy={busy}>
          {t(busy ? 'connect.busy' : 'connect.submit')}
        </Button>
      </div>
    </form>
  );

  if (mode) {
    return (
      <>
        {again && <p class="muted">{t('connect.again.lead')}</p>}
        {fields}
      </>
    );
  }
  return (
    <main class="connect">
      <div class="connect-card">
        <Logo />
        <h1>{t('connect.title')}</h1>
        <p class="muted">{t('connect.lead')}</p>
        {fields}
        <BackendList onSwitched={noteMove} />
      </div>
    </main>
  );
}

export function ConnectAgain() {
  return (
    <Dialog title={t('connect.again')}>
      <Connect mode="again" />
    </Dialog>
  );
}

/** The public token of the sandbox, so that nobody has to copy it. */
function SandboxToken({ onToken }: { onToken: (token: string) => void }) {
  return (
    <button type="button" class="link" onClick={() => onToken(SANDBOX_TOKEN)}>
      {t('connect.token.sandbox')}
    </button>
  );
}

function Explanation({ error, baseUrl }: { error: unknown; baseUrl: string }) {
  return (
    <div class="notice notice-failure" role="alert">
      <Icon name="alert" />
      <div>
        <p>{explain(error, baseUrl)}</p>
        <p class="muted">{detailOf(error)}</p>
      </div>
    </div>
  );
}

function isSamePlace(one: Connection, other: Connection): boolean {
  return one.baseUrl === other.baseUrl && one.tenant === other.tenant;
}

/** Removes what is often copied with a token: a header's name and scheme, quotation marks, zero-width characters. */
function tokenIn(typed: string): string {
  const text = typed.replace(/[\u200b-\u200d\u2060\ufeff]/g, '').trim();
  const [, token = text] = /^(["']?)(?:(?:[\w-]+:\s*)?(?:Token|Bearer)\s+)?(\S+)\1$/i.exec(text)?.slice(1) ?? [];
  return token;
}

function explain(error: unknown, baseUrl: string): string {
  if (error instanceof AuthenticationError) return t('connect.refused');
  return isUnreachable(error) ? t('connect.unreachable', { host: baseUrl, origin: location.origin }) : messageOf(error);
}
