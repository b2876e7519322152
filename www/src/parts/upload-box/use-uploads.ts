import { useEffect, useRef, useState } from 'preact/hooks';
import type { BackendClient, Id, PluginRelease } from 'synapse-backend-client';
import { packageProblem, sha256, versionInName } from '../../lib/packages';
import { isObject } from '../../lib/is-object';
import { Transfer } from '../../lib/transfer';
import { canStart, isUnderWay, type Upload, type UploadState } from '../../lib/uploads';

export interface Uploads {
  list: Upload[];
  add(files: Iterable<File>): void;
  change(key: number, changes: Partial<Upload>): void;
  remove(key: number): void;
  start(keys: number[]): void;
  cancel(key: number): void;
}

export interface UploadEvents {
  onRelease?(release: PluginRelease): void;
  onError?(error: unknown): void;
  /** Told when sending begins, and when the last one has ended. */
  onBusy?(busy: boolean): void;
}

/** Packages that were chosen, and their way to the backend: one after the other, so that each has the whole line. */
export function useUploads(client: BackendClient, plugin: Id, events: UploadEvents): Uploads {
  const [list, setList] = useState<Upload[]>([]);
  const latest = useRef(list);
  latest.current = list;
  const lastKey = useRef(0);
  const sending = useRef<{ key: number; controller: AbortController } | null>(null);
  // Those that wait go with the client of then: somebody may have signed in anew meanwhile.
  const target = useRef({ client, plugin, events });
  target.current = { client, plugin, events };

  const change = (key: number, changes: Partial<Upload>) => {
    latest.current = latest.current.map((upload) => (upload.key === key ? { ...upload, ...changes } : upload));
    setList(latest.current);
  };
  const setState = (key: number, state: UploadState) => change(key, { state });

  const add = (files: Iterable<File>) => {
    for (const file of files) {
      lastKey.current += 1;
      const key = lastKey.current;
      const upload: Upload = {
        key,
        file,
        version: versionInName(file.name),
        changelog: '',
        stable: false,
        sha256: null,
        state: { name: 'ready' },
      };
      latest.current = [...latest.current, upload];
      void packageProblem(file).then(async (problem) => {
        if (problem) setState(key, { name: 'unfit', problem });
        else change(key, { sha256: await sha256(file) });
      });
    }
    setList(latest.current);
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

  const send = async ({ key, file, version, changelog, stable }: Upload, signal: AbortSignal): Promise<UploadState> => {
    const transfer = new Transfer(file.size);
    let sent = false;
    const progress = ({ loaded, total }: { loaded: number; total: number }) => {
      sent = loaded >= total;
      setState(key, { name: 'sending', loaded, total, pace: transfer.sample(loaded, performance.now()) });
    };
    progress({ loaded: 0, total: file.size });
    const { client, plugin, events } = target.current;
    try {
      const data = { plugin: String(plugin), version: version.trim(), changelog, is_stable: stable, file };
      const release = await client.createPluginRelease(data, { signal, onUploadProgress: progress });
      events.onRelease?.(release);
      return { name: 'done', version: release.version, received: checksumOf(release) };
    } catch (error) {
      if (signal.aborted) return { name: 'cancelled', sent };
      events.onError?.(error);
      return { name: 'failed', error };
    }
  };

  const busy = list.some(isUnderWay);
  useEffect(() => events.onBusy?.(busy), [busy]);
  useEffect(() => () => sending.current?.controller.abort(), []);

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
    cancel(key) {
      if (sending.current?.key === key) sending.current.controller.abort();
      else setState(key, { name: 'cancelled', sent: false });
    },
  };
}

function checksumOf(release: PluginRelease): string | null {
  const file = release['file'];
  const checksum = isObject(file) ? file['sha256'] : release['checksum'];
  return typeof checksum === 'string' ? checksum : null;
}
