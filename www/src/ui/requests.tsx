// Shows the requests of the page as commands of curl, or as programs with the client.
import { useEffect, useState } from 'preact/hooks';
import { t } from '../i18n';
import { MASK } from '../lib/secrets';
import { curlOf } from '../lib/code/curl';
import { scriptOf } from '../lib/code/script';
import { CODE_STYLES, codeStyle, type CodeStyle } from '../state/code-style';
import { recorded, type RecordedCall } from '../state/recorded';
import { registeredCalls } from '../state/registered-calls';
import { client, connection } from '../state/session';
import { CopyButton } from './copy-button';
import { Dialog } from './dialog';
import { Loading } from './states';

interface Shown extends RecordedCall {
  /** The request that a form would send. */
  action: string | undefined;
}

async function callsOfPage(): Promise<Shown[]> {
  const connected = client.value;
  if (!connected) return [];
  const all = registeredCalls().map(async ({ make, action }) => {
    const calls = await recorded(connected, Boolean(connection.value?.tenant), make);
    return calls.map((call) => ({ ...call, action }));
  });
  return (await Promise.all(all)).flat();
}

function codeOf(call: RecordedCall, style: CodeStyle): string {
  if (style === 'curl') return call.requests.map(curlOf).join('\n');
  const { baseUrl = '', tenant = '' } = connection.value ?? {};
  return scriptOf(call, baseUrl, tenant !== '');
}

export function Requests({ onClose }: { onClose: () => void }) {
  const [calls, setCalls] = useState<Shown[]>();
  useEffect(() => void callsOfPage().then(setCalls), []);
  const style = codeStyle.value;
  // The request of a form comes first.
  const sorted = calls?.toSorted((one, other) => Number(Boolean(other.action)) - Number(Boolean(one.action)));
  const isMasked = sorted?.some((call) => codeOf(call, style).includes(MASK));
  return (
    <Dialog title={t('code.title')} onClose={onClose}>
      <div class="tabs" role="group" aria-label={t('code.title')}>
        {CODE_STYLES.map((name) => (
          <button key={name} type="button" aria-pressed={style === name} onClick={() => (codeStyle.value = name)}>
            {t(`code.${name}`)}
          </button>
        ))}
      </div>
      <p class="muted">{t(`code.${style}.hint`)}</p>
      {isMasked && <p class="notice">{t('code.masked')}</p>}
      {!sorted && <Loading rows={3} />}
      {sorted?.length === 0 && <p>{t('code.none')}</p>}
      {sorted?.map((call, index) => <Code key={index} call={call} code={codeOf(call, style)} />)}
    </Dialog>
  );
}

function Code({ call: { requests, action }, code }: { call: Shown; code: string }) {
  const [{ method, url }] = requests as [RecordedCall['requests'][0]];
  const title = `${method} ${new URL(url).pathname}`;
  return (
    <section class="code">
      <h3 class="mono">
        {title} {action && <span class="muted">{t('code.action', { action })}</span>}
      </h3>
      <div class="json">
        <CopyButton text={code} label={t('code.copy', { what: title })} />
        <pre tabIndex={0} role="region" aria-label={title}>
          {code}
        </pre>
      </div>
    </section>
  );
}
