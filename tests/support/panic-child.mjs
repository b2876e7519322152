// Runs scenarios in a process of its own: `node panic-child.mjs SCENARIO …` prints how its calls ended. It must exit normally.
import * as module from '../../target/panic-test/node.js';
import { collectGarbage } from '../soak/memory.mjs';
import * as panics from './panics.mjs';

const [scenario, ...args] = process.argv.slice(2);
const ended = await panics[scenario](module, ...args);
// Clients and iterators are freed. An uncaught error would end the process now.
await collectGarbage();
// Connections and timers of the running calls would keep the process alive.
process.stdout.write(JSON.stringify(ended), () => process.exit());
