// Counts in a process of its own, because counting makes everything slower.
import { measure } from '../../counts/calls.mjs';

const { counts } = await measure();
process.send(counts, () => process.exit());
