import type { PluginReleaseCreate } from 'synapse-backend-client';

/** A message from the page to the worker. */
export type Request = { type: 'upload'; release: PluginReleaseCreate } | { type: 'cancel' };

/** A message from the worker to the page. An error is sent as plain data, because a copied one loses its class and fields. */
export type Report =
  | { type: 'progress'; loaded: number; total: number }
  | { type: 'released'; version: string }
  | { type: 'failed'; message: string; mayHaveBeenApplied: boolean };
