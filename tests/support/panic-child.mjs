// A process of its own: `node panic-child.mjs SCENARIO …` prints how its calls ended, and must end well.
import * as module from '../../target/panic-test/node.js';
import { collectGarbage } from '../soak/memory.mjs';
import * as panics from './panics.mjs';

const [scenario, ...args] = process.argv.slice(2);
const ended = await panics[scenario](module, ...args);
// Clients and iterators are freed; whatever nobody caught would end the process now.
await collectGarbage();
// Connections and timers of the calls that were under way would keep it.
process.stdout.write(JSON.stringify(ended), () => process.exit());
