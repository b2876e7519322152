// Runs a plugin: by a form for its declared parameters, or by a request in JSON.
import { NotFoundError } from 'synapse-backend-client';
import { t } from '../i18n';
import { nameOf } from '../lib/names';
import { allOf } from '../lib/paging';
import { route } from '../state/router';
import { useResource } from '../state/use-resource';
import { Loaded } from '../ui/loaded';
import type { PageProps } from '../ui/page';
import { PageHead } from '../ui/page-head';
import { RunForm, type RunChoices } from './run-form';

export function RunPage({ id }: PageProps) {
  const like = route.value.query.get('like');
  const choices = useResource<RunChoices>(
    async (client, signal) => {
      const [plugin, job, releases, agents] = await Promise.all([
        client.getPlugin(id, { signal }),
        like ? client.getJob(like, null, { signal }).catch(unlessGone) : null,
        // If the choices cannot be loaded, the plugin can still be run.
        allOf(client.iteratePluginReleases(id, { ordering: '-created' }, { signal })).catch(() => []),
        allOf(client.iterateAgents(null, { signal })).catch(() => []),
      ]);
      return { plugin, like: job, releases, agents };
    },
    [id, like],
  );
  const isGone = like && choices.data && !choices.data.like;
  const name = choices.data ? nameOf(choices.data.plugin) : id;
  return (
    <>
      <PageHead title={t('run.title', { name })} parent={{ title: name, path: ['plugins', id] }} />
      {isGone && (
        <p class="notice narrow" role="status">
          {t('run.gone', { id: like })}
        </p>
      )}
      <Loaded resource={choices}>{(data) => <RunForm id={id} {...data} />}</Loaded>
    </>
  );
}

/** The plugin can be run without the earlier job. */
function unlessGone(error: unknown): null {
  if (error instanceof NotFoundError) return null;
  throw error;
}
