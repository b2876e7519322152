import { useEffect, useRef, useState } from 'preact/hooks';
import type { BackendClient, Id, PluginRelease } from 'synapse-backend-client';
import { checksumOf, packageProblem, versionInName } from '../../lib/packages';
import { isObject } from '../../lib/is-object';
import { Transfer } from '../../lib/transfer';
import { canStart, isUnderWay, isUnsaved, releaseOf, type Upload, type UploadState } from '../../lib/uploads';

export interface Uploads {
  list: Upload[];
  add(files: Iterable<File>, folders?: readonly File[]): void;
  change(key: number, changes: Partial<Upload>): void;
  remove(key: number): void;
  start(keys: number[]): void;
  cancel(key: number): void;
}

export interface UploadEvents {
  onRelease?(release: PluginRelease, file: File): void;
  onError?(error: unknown, file: File): void;
  /** Called for a started upload that is cancelled, for any reason. `sent`: the whole file may have arrived. */
  onAbort?(file: File, sent: boolean): void;
  /** Called when the first upload starts, and when the last one has ended. */
  onBusy?(busy: boolean): void;
  /** Called when it changes whether something would be lost with the page: a running upload, or input for a package. */
  onUnsaved?(unsaved: boolean): void;
  /** Called with all packages whenever one of them changes. */
  onList?(list: readonly Upload[]): void;
}

/** Uploads the chosen packages one after the other, so that each has the whole bandwidth. */
export function useUploads(client: BackendClient, plugin: Id, events: UploadEvents): Uploads {
  const [list, setList] = useState<Upload[]>([]);
  const latest = useRef(list);
  latest.current = list;
  const lastKey = useRef(0);
  const sending = useRef<{ key: number; controller: AbortController } | null>(null);
  // Waiting uploads use the current client, because the user may have signed in again.
  const target = useRef({ client, plugin, events });
  target.current = { client, plugin, events };

  const change = (key: number, changes: Partial<Upload>) => {
    latest.current = latest.current.map((upload) => (upload.key === key ? { ...upload, ...changes } : upload));
    setList(latest.current);
  };
  const setState = (key: number, state: UploadState) => change(key, { state });

  const add = (files: Iterable<File>, folders: readonly File[] = []) => {
    for (const file of files) {
      lastKey.current += 1;
      const key = lastKey.current;
      const isFolder = folders.includes(file);
      const upload: Upload = {
        key,
        file,
        version: versionInName(file.name),
        changelog: '',
        stable: false,
        sha256: null,
        state: isFolder ? { name: 'unfit', problem: 'folder' } : { name: 'ready' },
      };
      latest.current = [...latest.current, upload];
      if (!isFolder) void examine(key, file);
    }
    setList(latest.current);
  };

  /** One after the other, so that only a slice of one file is in memory. */
  const lastHash = useRef<Promise<unknown>>(Promise.resolve());
  const examine = async (key: number, file: File) => {
    const isWanted = () => latest.current.some((upload) => upload.key === key);
    try {
      const problem = await packageProblem(file);
      if (problem) return setState(key, { name: 'unfit', problem });
      const hash = lastHash.current.then(() => checksumOf(file, isWanted));
      lastHash.current = hash.catch(() => {});
      change(key, { sha256: await hash });
    } catch {
      setState(key, { name: 'unfit', problem: 'unreadable' });
    }
  };

  const sendNext = async () => {
    const next = latest.current.find(({ state }) => state.name === 'waiting');
    if (sending.current || !next) return;
    const controller = new AbortController();
    sending.current = { key: next.key, controller };
    setState(next.key, await send(next, controller.signal));
    sending.current = null;
    void sendNext();
  };

  const send = async (upload: Upload, signal: AbortSignal): Promise<UploadState> => {
    const { key, file } = upload;
    const transfer = new Transfer(file.size);
    let sent = false;
    const progress = ({ loaded, total }: { loaded: number; total: number }) => {
      const pace = transfer.sample(loaded, performance.now());
      sent = transfer.mayHaveArrived(loaded, pace);
      setState(key, { name: 'sending', loaded, total, pace });
    };
    progress({ loaded: 0, total: file.size });
    const { client, plugin, events } = target.current;
    try {
      const release = await client.createPluginRelease(releaseOf(plugin, upload), { signal, onUploadProgress: progress });
      events.onRelease?.(release, file);
      return { name: 'done', version: release.version, received: receivedOf(release) };
    } catch (error) {
      if (signal.aborted) {
        events.onAbort?.(file, sent);
        return { name: 'cancelled', sent };
      }
      events.onError?.(error, file);
      return { name: 'failed', error };
    }
  };

  const cancel = (key: number) => {
    if (sending.current?.key === key) return sending.current.controller.abort();
    const waiting = latest.current.find((upload) => upload.key === key && upload.state.name === 'waiting');
    if (!waiting) return;
    setState(key, { name: 'cancelled', sent: false });
    target.current.events.onAbort?.(waiting.file, false);
  };

  const busy = list.some(isUnderWay);
  const unsaved = list.some(isUnsaved);
  useEffect(() => events.onBusy?.(busy), [busy]);
  useEffect(() => events.onUnsaved?.(unsaved), [unsaved]);
  useEffect(() => events.onList?.(list), [list]);
  useEffect(
    () => () => {
      for (const { key } of latest.current) cancel(key);
      latest.current = [];
      target.current.events.onBusy?.(false);
      target.current.events.onUnsaved?.(false);
    },
    [],
  );

  return {
    list,
    add,
    change,
    remove(key) {
      latest.current = latest.current.filter((upload) => upload.key !== key);
      setList(latest.current);
    },
    start(keys) {
      for (const upload of latest.current) if (keys.includes(upload.key) && canStart(upload)) setState(upload.key, { name: 'waiting' });
      void sendNext();
    },
    cancel,
  };
}

function receivedOf(release: PluginRelease): string | null {
  const file = release['file'];
  const checksum = isObject(file) ? file['sha256'] : release['checksum'];
  return typeof checksum === 'string' ? checksum : null;
}
