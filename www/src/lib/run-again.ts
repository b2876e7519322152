// Runs a job again: which of its fields the form starts with, and which are only sent.
import type { Agent, Job, PluginRelease } from 'synapse-backend-client';
import { isObject } from './is-object';
import { jsonText } from './json-text';
import { asTyped, readTyped, typedDefaults, type Parameter, type Typed } from './parameters';

export interface Beginning {
  typed: Typed;
  version: string;
  agent: string;
  /** Parameters that the plugin does not declare. They are sent unchanged. */
  more: Record<string, unknown>;
  /** Other fields of the run request for which the form has no fields. They are sent unchanged. */
  rest: Record<string, unknown>;
  /** Parts of the run that cannot be repeated, because they no longer exist or the form does not support them: `version 1.0.0`. */
  lost: string[];
}

/** Fields of a run request that a job keeps. */
const REST = ['action', 'params', 'context', 'storage_id', 'debug', 'language'];

export function beginningOf(parameters: Parameter[], like: Job | null, releases: PluginRelease[], agents: Agent[]): Beginning {
  const typed = typedDefaults(parameters);
  const begins: Beginning = { typed, version: '', agent: '', more: {}, rest: {}, lost: [] };
  if (!like) return begins;
  const before = given(like);
  const declared = new Set(parameters.map(({ name }) => name));
  for (const item of parameters) {
    if (!Object.hasOwn(before, item.name)) continue;
    const value = before[item.name];
    const text = asTyped(item, value);
    const { values } = readTyped([item], Object.fromEntries([[item.name, text]]));
    if (jsonText(values[item.name]) !== jsonText(value)) begins.lost.push(`${item.name} ${jsonText(value)}`);
    if (item.kind === 'choice' && text === '-1') continue;
    Object.defineProperty(typed, item.name, { value: text, enumerable: true, writable: true, configurable: true });
  }
  begins.more = Object.fromEntries(Object.entries(before).filter(([name]) => !declared.has(name)));
  // Some backends use this name for the parameters.
  const own = like['parameters'] === undefined ? 'params' : '';
  begins.rest = Object.fromEntries(REST.filter((name) => name !== own && isGiven(like[name])).map((name) => [name, like[name]]));
  const version = versionOf(like, releases);
  if (releases.some((release) => release.version === version)) begins.version = version;
  else if (version) begins.lost.push(`version ${version}`);
  const agent = isObject(like['agent']) ? like['agent']['id'] : like['agent'];
  if (agents.some(({ id }) => String(id) === String(agent))) begins.agent = String(agent);
  else if (agent !== undefined && agent !== null) begins.lost.push(`agent ${String(agent)}`);
  return begins;
}

/** A backend may return an empty value for a field that was not sent. */
function isGiven(value: unknown): boolean {
  return Boolean(value) && !(isObject(value) && Object.keys(value).length === 0);
}

function given(like: Job): Record<string, unknown> {
  const parameters = like['parameters'] ?? like['params'];
  return isObject(parameters) ? parameters : {};
}

/** The version in the run request, or that of its release, if it is no longer the latest. */
function versionOf(like: Job, releases: PluginRelease[]): string {
  if (typeof like['version'] === 'string') return like['version'];
  const release = isObject(like['plugin_release']) ? like['plugin_release']['id'] : like['plugin_release'];
  const index = releases.findIndex(({ id }) => String(id) === String(release));
  return index > 0 ? (releases[index]?.version ?? '') : '';
}
