// Not Rust: Node's own modules, where they are imported: in an ES module, which bundlers read.
import fs from 'node:fs';
import path from 'node:path';
import url from 'node:url';

export const builtins = { fs: () => fs, path: () => path, url: () => url };
