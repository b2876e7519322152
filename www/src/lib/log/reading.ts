// The state of reading a job's log, and the ways to continue: from the backend's list, its live log, or another tab.
import type { ConsoleLog } from 'synapse-backend-client';
import { isEnded } from '../status';
import type { FeedOptions } from './feed';
import { LogList } from './list';
import { LiveLog, type LiveEntry } from './live';
import { LogMerge } from './merge';

/** `closed`: the backend closed the live log before the job ended. `again`: there is a better way to read now. */
export type Outcome = 'ended' | 'closed' | 'again';

/** How long the live log may take to send its first line before the list is requested, in ms. */
const HEAD_START = 500;
/** The delay between polls of the list without a live log, in ms. It is longer if the list is long and comes as a whole. */
const POLL = 3000;
const POLL_PER_ENTRY = 0.1;
/** The silence after which the list is compared with the live log, in ms. */
const SILENCE = 15_000;
const SILENCE_PER_ENTRY = 1;

export class Reading {
  private readonly merge = new LogMerge();
  private readonly list: LogList;
  /** Whether the backend numbers the entries of its live log from the start of the job, so that it can be resumed. */
  private counts = false;

  constructor(private readonly options: Required<FeedOptions>) {
    this.list = new LogList(options.client, options.job);
  }

  /** Reads only the list. */
  async glance(signal: AbortSignal): Promise<Outcome> {
    const isOver = await this.hasEnded(signal);
    await this.readList(signal);
    return isOver ? 'ended' : 'again';
  }

  /** Reads for all tabs if no tab does; otherwise listens to the one that does. */
  async round(signal: AbortSignal): Promise<Outcome> {
    const { tabs } = this.options;
    const release = await tabs.tryLead();
    if (!release) return this.follow(signal);
    const close = tabs.relay.open(() => this.merge.size);
    const connection = await tabs.tryStream();
    try {
      return connection ? await this.stream(signal) : await this.poll(signal);
    } finally {
      connection?.();
      close();
      release();
    }
  }

  private async follow(signal: AbortSignal): Promise<Outcome> {
    const { tabs, onState } = this.options;
    let work: Promise<unknown> = Promise.resolve();
    const stop = tabs.relay.listen((from, entries) => {
      // An entry that cannot be read now is read together with the next ones.
      work = work.then(() => this.hear(from, entries, signal)).catch(() => {});
    });
    try {
      if ((await this.glance(signal)) === 'ended') return 'ended';
      onState({ name: 'live' });
      const release = await tabs.lead(signal);
      release();
      return 'again';
    } finally {
      stop();
    }
  }

  private async hear(from: number, entries: ConsoleLog[], signal: AbortSignal): Promise<void> {
    if (from > this.merge.size) await this.readList(signal);
    if (from <= this.merge.size) this.emit(this.merge.list(entries, from));
  }

  private async poll(signal: AbortSignal): Promise<Outcome> {
    const { tabs, onState } = this.options;
    if ((await this.glance(signal)) === 'ended') return 'ended';
    for (;;) {
      onState({ name: 'polling' });
      await this.pause(signal);
      const connection = await tabs.tryStream();
      connection?.();
      if (connection) return 'again';
      if ((await this.glance(signal)) === 'ended') return 'ended';
    }
  }

  private async stream(signal: AbortSignal): Promise<Outcome> {
    const { client, job, onState, sleep } = this.options;
    const resumes = this.counts && this.merge.size > 0;
    let isOver = false;
    let isCaughtUp = false;
    const tell = () => {
      if (live.isHeard && isCaughtUp && !isOver) onState({ name: 'live' });
    };
    const headers = resumes ? { 'Last-Event-ID': String(this.merge.size) } : undefined;
    // Retried here, because the log reports at once that the connection broke.
    const live = new LiveLog(client.tailJobConsoleLogs(job, { signal, headers, retry: false }), tell);
    this.merge.begin();
    let next = live.next();
    next.catch(() => {});
    const watched = new AbortController();
    void this.closeWhenDead(live, AbortSignal.any([signal, watched.signal]));
    // When a job has ended, the list has all entries that a live log may have missed.
    const forgiving = () => (isOver ? next.catch(() => undefined) : next);
    try {
      isOver = await this.hasEnded(signal);
      const opening = await Promise.race([next.catch(() => undefined), sleep(HEAD_START, signal)]);
      if (opening?.number === 1) this.counts = true;
      // A live log that starts at the job's first line is shown line by line, while a long list would still be loading.
      const isWhole = opening?.number === 1 || (resumes && live.isHeard);
      if (!isWhole) {
        await this.readList(signal);
        if (isOver) return 'ended';
      }
      isCaughtUp = true;
      tell();
      for (;;) {
        const found = await (live.isHeard ? forgiving() : Promise.race([forgiving(), this.pause(signal)]));
        if (found === 'silence') {
          // Its connection may be waiting for others to end, or a proxy may buffer it.
          if (live.isHeard) continue;
          if ((await this.glance(signal)) === 'ended') return 'ended';
          if (!live.isHeard) onState({ name: 'polling' });
          continue;
        }
        if (!found) break;
        this.take(found);
        next = live.next();
        next.catch(() => {});
      }
      // Reports that the log is no longer live before it asks the backend for the reason, because the backend may be gone.
      if (!isOver && !live.isComplete && !signal.aborted) onState({ name: 'reconnecting', reason: '' });
      // Only the list has entries between the list and the start of the live log, or from the time of a break.
      if (!isWhole || !live.isComplete) await this.readList(signal);
      return isOver || (await this.hasEnded(signal)) ? 'ended' : 'closed';
    } finally {
      // If the backend cannot resume, the whole log is requested.
      if (resumes && !live.isHeard) this.counts = false;
      watched.abort();
      live.close();
    }
  }

  /** A connection may break without an error, for example while a computer sleeps. Then nothing arrives, although the log grows or the job ends. */
  private async closeWhenDead(live: LiveLog, signal: AbortSignal): Promise<void> {
    const isBehind = async () => (await this.list.length(signal)) > this.merge.size || (await this.hasEnded(signal));
    for (;;) {
      const { heard } = live;
      await this.options.sleep(Math.max(SILENCE, SILENCE_PER_ENTRY * this.merge.size), signal);
      if (signal.aborted) return;
      const isSilent = () => live.isHeard && live.heard === heard;
      // If the request fails, it is repeated after the next silence.
      if (isSilent() && (await isBehind().catch(() => false)) && isSilent()) return live.close();
    }
  }

  private take({ entry, number }: LiveEntry): void {
    const isPlaced = this.counts && number - 1 <= this.merge.size;
    this.emit(isPlaced ? this.merge.list([entry], number - 1) : this.merge.event(entry));
  }

  private async pause(signal: AbortSignal): Promise<'silence'> {
    await this.options.sleep(Math.max(POLL, POLL_PER_ENTRY * this.list.rereads(this.merge.size)), signal);
    return 'silence';
  }

  private async hasEnded(signal: AbortSignal): Promise<boolean> {
    const { client, job } = this.options;
    return isEnded((await client.getJob(job, null, { signal })).status);
  }

  private async readList(signal: AbortSignal): Promise<void> {
    for await (const { entries, from } of this.list.read(signal)) this.emit(this.merge.list(entries, from));
  }

  private emit(entries: ConsoleLog[]): void {
    if (entries.length === 0) return;
    this.options.onEntries(entries);
    this.options.tabs.relay.tell(this.merge.size - entries.length, entries);
  }
}
