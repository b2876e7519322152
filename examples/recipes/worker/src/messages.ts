import type { PluginReleaseCreate } from 'synapse-backend-client';

/** What the page asks of the worker. */
export type Request = { type: 'upload'; release: PluginReleaseCreate } | { type: 'cancel' };

/** What the worker tells the page. Of an error only plain data: a copied one loses its class and its fields. */
export type Report =
  | { type: 'progress'; loaded: number; total: number }
  | { type: 'released'; version: string }
  | { type: 'failed'; message: string; mayHaveBeenApplied: boolean };
