// The decoder of the log on the host, without WebAssembly and JavaScript: the figures of Criterion.
import { root } from '../../../scripts/lib/paths.mjs';
import { capture } from '../../../scripts/lib/run.mjs';

/** A line of its shortest output: `test event stream/lines, in one chunk ... bench:       53400 ns/iter (+/- 300)` */
const LINE = /^test (.+?)\s+\.\.\. bench:\s+([\d,]+) ns\/iter \(\+\/- ([\d,]+)\)/gm;

export async function measure({ env }) {
  const output = await capture('cargo', ['bench', '--bench', 'pure', '--', '--output-format', 'bencher'], { cwd: root, env });
  const lines = Array.from(output.matchAll(LINE), ([, name, time, spread]) => [name, { ns: time, '±': spread }]);
  return [{ title: 'The pure parts, on the host', numbers: Object.fromEntries(lines) }];
}
