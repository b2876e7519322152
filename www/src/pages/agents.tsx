// The agents, and whether each of them answers.
import { useState } from 'preact/hooks';
import type { Agent } from 'synapse-backend-client';
import { t } from '../i18n';
import { toast } from '../state/toasts';
import { useAction } from '../state/use-action';
import { useResource } from '../state/use-resource';
import { Button, Time } from '../ui/basics';
import { PageHead } from '../ui/page-head';
import { Empty, Loaded, Refusal } from '../ui/states';

const REFRESH = 10_000;

export function AgentsPage() {
  const agents = useResource((client, signal) => client.listAgents(null, { signal }), [], { every: () => REFRESH });
  return (
    <>
      <PageHead title={t('agents.title')} />
      <Loaded resource={agents}>
        {(list) =>
          list.length === 0 ? (
            <Empty icon="agents" title={t('agents.empty')} hint={t('agents.empty.hint')} />
          ) : (
            <div class="panel">
              <table class="table">
                <thead>
                  <tr>
                    <th>{t('common.name')}</th>
                    <th>{t('common.status')}</th>
                    <th>{t('agents.url')}</th>
                    <th>{t('agents.seen')}</th>
                    <th>
                      <span class="hidden">{t('agents.check')}</span>
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {list.map((agent) => (
                    <AgentRow key={agent.id} agent={agent} onChecked={agents.refresh} />
                  ))}
                </tbody>
              </table>
            </div>
          )
        }
      </Loaded>
    </>
  );
}

function AgentRow({ agent, onChecked }: { agent: Agent; onChecked: () => void }) {
  const [failure, setFailure] = useState<unknown>();
  const name = agent.name ?? `#${agent.id}`;
  // A toast would not say which of them it was.
  const check = useAction(async (client) => {
    setFailure(undefined);
    const health = await client.healthCheckAgent(agent.token ?? '');
    toast('success', t('agents.healthy', { name, status: health?.status ?? 'OK' }));
    onChecked();
  }, setFailure);
  return (
    <tr>
      <td class="cell-name">
        <strong>{name}</strong>
        <Refusal error={failure} />
      </td>
      <td class="cell-status">
        <span class={`badge ${agent.status === 'connected' ? 'badge-success' : ''}`}>{agent.status ?? '–'}</span>
      </td>
      <td class="cell-soft mono">{agent.url}</td>
      <td class="cell-time">
        <Time value={agent['last_seen']} />
      </td>
      <td class="cell-actions">
        <Button
          icon="pulse"
          busy={check.busy}
          disabled={!agent.token}
          title={agent.token ? undefined : t('agents.noToken')}
          onClick={() => void check.run()}
        >
          {t(check.busy ? 'agents.checking' : 'agents.check')}
        </Button>
      </td>
    </tr>
  );
}
