// The command palette: finds everything by a part of its name.
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { BackendClient } from 'synapse-backend-client';
import { t, type MessageKey } from '../i18n';
import { found, jobIdIn } from '../lib/palette';
import { client } from '../state/session';
import { Icon } from './icon';
import { actionsOfPage, allPlugins, jobCommand, MOST_PLUGINS, pageCommands, pluginsWith, recentJobs, type PaletteCommand } from './palette-commands';

type Group = readonly [title: MessageKey, commands: PaletteCommand[]];

/** The maximum number of items of one kind. More typing finds the others. */
const SHOWN = 8;
const SHOWN_UNASKED = 5;

/** The delay after the last key until the input is used, in ms. */
const TYPING_MS = 200;

type Load = (client: BackendClient, signal: AbortSignal) => Promise<PaletteCommand[]>;

/** The backend's results, when they have arrived. Until then, those of the previous `query` are kept. */
function useCommands(load: Load, wanted: boolean, query = ''): { commands: PaletteCommand[]; loading: boolean } {
  const [answer, setAnswer] = useState<{ query: string; commands: PaletteCommand[] }>();
  useEffect(() => {
    const { value: connected } = client;
    if (!wanted || !connected) return;
    const controller = new AbortController();
    const { signal } = controller;
    const show = (commands: PaletteCommand[]) => signal.aborted || setAnswer({ query, commands });
    const ask = () => void load(connected, signal).then(show, () => show([]));
    const timer = setTimeout(ask, query === '' ? 0 : TYPING_MS);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [wanted, query]);
  return { commands: answer?.commands ?? [], loading: wanted && answer?.query !== query };
}

/** If there are few, all are known; if there are many, the backend's results are added. */
function usePlugins(query: string): { commands: PaletteCommand[]; loading: boolean } {
  const { commands: known, loading } = useCommands(allPlugins, query !== '');
  const isPart = known.length >= MOST_PLUGINS;
  const more = useCommands((connected, signal) => pluginsWith(query, connected, signal), isPart && query !== '', query);
  const keys = new Set(known.map(({ key }) => key));
  return { commands: [...known, ...more.commands.filter(({ key }) => !keys.has(key))], loading: loading || more.loading };
}

function useGroups(query: string): { groups: Group[]; loading: boolean } {
  const [actions] = useState(actionsOfPage);
  const isAsked = query.trim() !== '';
  const { commands: jobs, loading: awaitsJobs } = useCommands(recentJobs, true);
  const { commands: plugins, loading: awaitsPlugins } = usePlugins(query.trim());
  const loading = awaitsJobs || awaitsPlugins;
  const id = jobIdIn(query, t('jobs.column.job'));
  const named = id === undefined ? [] : [jobs.find(({ key }) => key === `job-${id}`) ?? jobCommand(id)];
  if (!isAsked) {
    const groups: Group[] = [
      ['palette.actions', actions.slice(0, SHOWN_UNASKED)],
      ['palette.jobs', jobs.slice(0, SHOWN_UNASKED)],
      ['palette.pages', pageCommands()],
    ];
    return { groups, loading };
  }
  const kinds = [
    { title: 'palette.named', all: found(named, '') },
    { title: 'palette.actions', all: found(actions, query) },
    { title: 'palette.pages', all: found(pageCommands(), query) },
    { title: 'palette.plugins', all: found(plugins, query) },
    { title: 'palette.jobs', all: found(jobs.filter((job) => !named.includes(job)), query) },
  ] as const;
  // The kind with the best match comes first.
  const sorted = kinds.filter(({ all }) => all.length > 0).sort((one, other) => one.all[0]!.rank - other.all[0]!.rank);
  return { groups: sorted.map(({ title, all }) => [title, all.slice(0, SHOWN).map(({ command }) => command)]), loading };
}

export function Palette({ onClose }: { onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const chosen = useRef<PaletteCommand>(undefined);
  const id = useId();
  const [query, setQuery] = useState('');
  const [at, setAt] = useState(0);
  const { groups, loading } = useGroups(query);
  const commands = groups.flatMap(([, all]) => all);
  const current = commands[Math.min(at, commands.length - 1)];
  useEffect(() => {
    dialog.current?.showModal();
    return () => dialog.current?.close();
  }, []);
  useEffect(() => void document.getElementById(`${id}-${current?.key}`)?.scrollIntoView({ block: 'nearest' }), [current?.key]);

  const run = (command: PaletteCommand | undefined) => {
    if (!command) return;
    chosen.current = command;
    dialog.current?.close();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0 && commands.length > 0) setAt((Math.min(at, commands.length - 1) + step + commands.length) % commands.length);
    // Enter also ends the composition of a syllable.
    else if (event.key === 'Enter' && !event.isComposing) run(current);
    else return;
    event.preventDefault();
  };

  return (
    <dialog
      ref={dialog}
      class="palette"
      aria-label={t('palette.title')}
      onClose={() => {
        onClose();
        // The page has the focus again, and its actions can run.
        chosen.current?.run();
      }}
      onClick={(event) => event.target === event.currentTarget && event.currentTarget.close()}
    >
      <input
        type="text"
        role="combobox"
        aria-label={t('palette.title')}
        aria-expanded={commands.length > 0}
        aria-controls={`${id}-list`}
        aria-activedescendant={current && `${id}-${current.key}`}
        aria-autocomplete="list"
        placeholder={t('palette.hint')}
        spellcheck={false}
        autocomplete="off"
        value={query}
        onInput={(event) => {
          setQuery(event.currentTarget.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div class="palette-list" id={`${id}-list`} role="listbox" aria-label={t('palette.title')}>
        {groups.map(([title, all]) => all.length > 0 && (
          <div key={title} role="group" aria-label={t(title)}>
            <div class="palette-group" aria-hidden="true">
              {t(title)}
            </div>
            {all.map((command) => (
              <div
                key={command.key}
                id={`${id}-${command.key}`}
                class="palette-option"
                role="option"
                aria-selected={command === current}
                onPointerMove={() => setAt(commands.indexOf(command))}
                onClick={() => run(command)}
              >
                <Icon name={command.icon} />
                <span class="palette-title">{command.title}</span>
                <span class="palette-detail muted">{command.detail}</span>
              </div>
            ))}
          </div>
        ))}
      </div>
      <p class={commands.length === 0 ? 'palette-none muted' : 'hidden'} role="status">
        {commands.length === 0 ? t(loading ? 'common.loading' : 'palette.none') : t('palette.count', { count: commands.length })}
      </p>
    </dialog>
  );
}
