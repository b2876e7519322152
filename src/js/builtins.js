// Not Rust: imports Node's built-in modules in the ES modules, which bundlers read.
import fs from 'node:fs';
import path from 'node:path';
import url from 'node:url';

export const builtins = { fs: () => fs, path: () => path, url: () => url };
