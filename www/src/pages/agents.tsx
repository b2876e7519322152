// The agents, and whether each of them responds.
import type { Agent } from 'synapse-backend-client';
import { t } from '../i18n';
import { nameOf } from '../lib/names';
import { PAGE_SIZE, pageOf, totalOf } from '../lib/paging';
import { useAction } from '../state/use-action';
import { usePage } from '../state/use-page';
import { useResource } from '../state/use-resource';
import { Button, Time } from '../ui/basics';
import { Freshness } from '../ui/freshness';
import { Loaded } from '../ui/loaded';
import { PageHead } from '../ui/page-head';
import { Paged } from '../ui/paged';
import { Empty, Refusal } from '../ui/states';
import { Table } from '../ui/table';

const REFRESH = 10_000;

export function AgentsPage() {
  const [page, setPage] = usePage();
  const agents = useResource(
    (client, signal) =>
      pageOf(page, async () => {
        const items = await client.listAgents({ page, page_size: PAGE_SIZE }, { signal });
        return { items, total: await totalOf(client, 'agents/', {}, { page, size: PAGE_SIZE, shown: items.length, signal }) };
      }),
    [page],
    { keep: 'agents', every: () => REFRESH },
  );
  return (
    <>
      <PageHead title={t('agents.title')}>
        <Freshness of={agents} auto />
      </PageHead>
      <Loaded resource={agents}>
        {(list) => (
          <Paged
            list={list}
            page={page}
            onPage={setPage}
            empty={<Empty icon="agents" title={t('agents.empty')} hint={t('agents.empty.hint')} />}
          >
            {(items) => <AgentTable agents={items} onChecked={agents.refresh} />}
          </Paged>
        )}
      </Loaded>
    </>
  );
}

function AgentTable({ agents, onChecked }: { agents: Agent[]; onChecked: () => void }) {
  const columns = [
    t('common.name'),
    t('common.status'),
    t('agents.url'),
    t('agents.seen'),
    { title: t('agents.check'), hidden: true },
  ];
  return (
    <Table columns={columns}>
      {agents.map((agent) => (
        <AgentRow key={agent.id} agent={agent} onChecked={onChecked} />
      ))}
    </Table>
  );
}

function AgentRow({ agent, onChecked }: { agent: Agent; onChecked: () => void }) {
  const name = nameOf(agent);
  const check = useAction(async (client) => {
    const health = await client.healthCheckAgent(agent.token ?? '');
    onChecked();
    return t('agents.healthy', { name, status: health?.status ?? 'OK' });
  });
  return (
    <tr>
      <td class="cell-name" title={name}>
        <strong>{name}</strong>
        <Refusal error={check.failure} />
      </td>
      <td class="cell-status">
        <span class={`badge ${agent.status === 'connected' ? 'badge-success' : ''}`} title={statusOf(agent)}>
          {statusOf(agent)}
        </span>
      </td>
      <td class="cell-soft cell-clip mono" title={agent.url ?? undefined}>
        {agent.url}
      </td>
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

function statusOf({ status }: Agent): string {
  if (status === 'connected' || status === 'disconnected') return t(`agents.status.${status}`);
  return status ?? '–';
}
