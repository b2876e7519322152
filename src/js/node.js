// The package's entry in Node: the same, and files of the disk.
export * from './index.js';
export { fileFromPath } from './file.js';
