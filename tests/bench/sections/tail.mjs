// A live log of 200,000 events, each read by a process of its own.
import { readers } from '../contestants/tail.mjs';
import { run, startServer } from '../lib/program.mjs';
import { inRounds } from '../lib/rounds.mjs';

export async function measure({ quick }) {
  const count = quick ? 20_000 : 200_000;
  const server = await startServer();
  const each = Object.keys(readers).map((name) => ({ name, sample: () => run('tail.mjs', name, server.url, count) }));
  const rows = await inRounds(each, { rounds: quick ? 2 : 3, warmUp: 0 });
  server.stop();
  const table = (title, unit, figure) => ({
    title: `${title} of ${count.toLocaleString('en')} events`,
    unit,
    baseline: 'eventsource-parser, stream',
    rows: rows.map(({ name, samples }) => ({ name, samples: samples.map(figure) })),
  });
  return [
    table('Tail', 'events/s', ({ seconds }) => count / seconds),
    table('Growth of the peak RSS, tail', 'MiB', ({ growth }) => growth / (1 << 20)),
  ];
}
