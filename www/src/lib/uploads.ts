// The state of each package that is uploaded.
import type { Id, PluginReleaseCreate } from 'synapse-backend-client';
import { versionInName, type PackageProblem } from './packages';
import type { Pace } from './transfer';

export type UploadState =
  | { name: 'ready' }
  | { name: 'unfit'; problem: PackageProblem }
  | { name: 'waiting' }
  | { name: 'sending'; loaded: number; total: number; pace: Pace }
  /** `sent`: the whole file may have arrived. */
  | { name: 'cancelled'; sent: boolean }
  | { name: 'failed'; error: unknown }
  | { name: 'done'; version: string; received: string | null };

export interface Upload {
  key: number;
  file: File;
  version: string;
  changelog: string;
  stable: boolean;
  /** The checksum of the chosen file; null until it is known. */
  sha256: string | null;
  state: UploadState;
}

/** The data that is sent with it. */
export function releaseOf(plugin: Id, { file, version, changelog, stable }: Upload): PluginReleaseCreate {
  return { plugin: String(plugin), version: version.trim(), changelog, is_stable: stable, file };
}

/** Whether it can be sent, for the first time or again. */
export function canStart({ state, version }: Upload): boolean {
  return ['ready', 'cancelled', 'failed'].includes(state.name) && version.trim() !== '';
}

export function isUnderWay({ state }: Upload): boolean {
  return state.name === 'waiting' || state.name === 'sending';
}

/** Whether something would be lost with the page: an upload is running, or the user has typed something. */
export function isUnsaved(upload: Upload): boolean {
  const { file, state, version, changelog, stable } = upload;
  if (state.name === 'done' || state.name === 'unfit') return false;
  return isUnderWay(upload) || stable || changelog !== '' || version !== versionInName(file.name);
}

/** null: the backend sent none, or there is nothing to compare with. */
export function isSameFile({ sha256, state }: Upload): boolean | null {
  if (state.name !== 'done' || sha256 === null || state.received === null) return null;
  return sha256 === state.received;
}
