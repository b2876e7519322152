// A run like one that was: what of it the form can begin with, and what only is sent along.
import type { Agent, Job, PluginRelease } from 'synapse-backend-client';
import { isObject } from './is-object';
import { asTyped, typedDefaults, type Parameter, type Typed } from './parameters';

export interface Beginning {
  typed: Typed;
  version: string;
  agent: string;
  /** Parameters that the plugin does not declare: they are sent as they were. */
  more: Record<string, unknown>;
  /** What of the run there is no more, and cannot be asked for again: `version 1.0.0`. */
  lost: string[];
}

export function beginningOf(parameters: Parameter[], like: Job | null, releases: PluginRelease[], agents: Agent[]): Beginning {
  const typed = typedDefaults(parameters);
  const begins: Beginning = { typed, version: '', agent: '', more: {}, lost: [] };
  if (!like) return begins;
  const before = given(like);
  const declared = new Set(parameters.map(({ name }) => name));
  for (const item of parameters) {
    if (!Object.hasOwn(before, item.name)) continue;
    const value = before[item.name];
    const text = asTyped(item, value);
    if (item.kind === 'choice' && text === '-1') begins.lost.push(`${item.name} ${JSON.stringify(value)}`);
    else Object.defineProperty(typed, item.name, { value: text, enumerable: true, writable: true, configurable: true });
  }
  begins.more = Object.fromEntries(Object.entries(before).filter(([name]) => !declared.has(name)));
  const version = versionOf(like, releases);
  if (releases.some((release) => release.version === version)) begins.version = version;
  else if (version) begins.lost.push(`version ${version}`);
  const agent = isObject(like['agent']) ? like['agent']['id'] : like['agent'];
  if (agents.some(({ id }) => String(id) === String(agent))) begins.agent = String(agent);
  else if (agent !== undefined && agent !== null) begins.lost.push(`agent ${String(agent)}`);
  return begins;
}

function given(like: Job): Record<string, unknown> {
  const parameters = like['parameters'] ?? like['params'];
  return isObject(parameters) ? parameters : {};
}

/** The version that the run named; or else that of its release, where that is not the latest any more. */
function versionOf(like: Job, releases: PluginRelease[]): string {
  if (typeof like['version'] === 'string') return like['version'];
  const release = isObject(like['plugin_release']) ? like['plugin_release']['id'] : like['plugin_release'];
  const index = releases.findIndex(({ id }) => String(id) === String(release));
  return index > 0 ? (releases[index]?.version ?? '') : '';
}
