// The speed of an upload, and its remaining time.

/** The window of the speed in seconds: short enough to follow a change, long enough to be stable. */
const WINDOW_SECONDS = 4;

/** A browser reports sent bytes late, and does not report the bytes in buffers. */
const LATE_SECONDS = 0.1;
const BUFFERED_BYTES = 1 << 20;

export interface Pace {
  bytesPerSecond: number;
  /** In milliseconds; null while no bytes are sent. */
  remaining: number | null;
}

export class Transfer {
  private samples: { time: number; loaded: number }[] = [];

  constructor(readonly total: number) {}

  /** Records the number of bytes that were sent at `time` (ms). */
  sample(loaded: number, time: number): Pace {
    // A new attempt starts at 0.
    if (loaded < (this.samples.at(-1)?.loaded ?? 0)) this.samples = [];
    this.samples.push({ loaded, time });
    while (this.samples.length > 2 && time - this.samples[1]!.time >= WINDOW_SECONDS * 1000) this.samples.shift();
    const first = this.samples[0]!;
    const seconds = (time - first.time) / 1000;
    const bytesPerSecond = seconds > 0 ? (loaded - first.loaded) / seconds : 0;
    const remaining = bytesPerSecond > 0 ? ((this.total - loaded) / bytesPerSecond) * 1000 : null;
    return { bytesPerSecond, remaining };
  }

  /** Whether the whole file may have arrived, although fewer bytes were reported. */
  mayHaveArrived(loaded: number, { bytesPerSecond }: Pace): boolean {
    return this.total - loaded <= Math.max(BUFFERED_BYTES, bytesPerSecond * LATE_SECONDS);
  }
}
