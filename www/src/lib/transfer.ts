// How fast an upload goes, and how long it still takes.

/** Seconds that the speed looks back on: short enough to follow a change, long enough to stay calm. */
const WINDOW_SECONDS = 4;

/** A browser tells late how much has left, and not how much lies in buffers on the way. */
const LATE_SECONDS = 0.1;
const BUFFERED_BYTES = 1 << 20;

export interface Pace {
  bytesPerSecond: number;
  /** Milliseconds; null while nothing moves. */
  remaining: number | null;
}

export class Transfer {
  private samples: { time: number; loaded: number }[] = [];

  constructor(readonly total: number) {}

  /** Takes note of the bytes that have gone by `time` (ms). */
  sample(loaded: number, time: number): Pace {
    // A new attempt begins again at 0.
    if (loaded < (this.samples.at(-1)?.loaded ?? 0)) this.samples = [];
    this.samples.push({ loaded, time });
    while (this.samples.length > 2 && time - this.samples[1]!.time >= WINDOW_SECONDS * 1000) this.samples.shift();
    const first = this.samples[0]!;
    const seconds = (time - first.time) / 1000;
    const bytesPerSecond = seconds > 0 ? (loaded - first.loaded) / seconds : 0;
    const remaining = bytesPerSecond > 0 ? ((this.total - loaded) / bytesPerSecond) * 1000 : null;
    return { bytesPerSecond, remaining };
  }

  /** Whether all of it may have arrived, though less is known to have left. */
  mayHaveArrived(loaded: number, { bytesPerSecond }: Pace): boolean {
    return this.total - loaded <= Math.max(BUFFERED_BYTES, bytesPerSecond * LATE_SECONDS);
  }
}
