// npm run release:sandbox: builds the sandbox as a program that needs nothing installed, for the system of this machine. It packs the
// program and the built admin console into one archive, unpacks the archive elsewhere, and tries it.
//   --arch NAME   x64 or arm64 (default: this machine's)
//   --out DIR     where the archive goes (default: .)
import { cp, mkdtemp, mkdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { UserError, fail } from '../lib/fail.mjs';
import { consoleDist, root } from '../lib/paths.mjs';
import { capture } from '../lib/run.mjs';
import { SANDBOX_TOKEN, buildSandbox, startSandbox } from '../lib/sandbox.mjs';
import { rustup } from '../setup/rustup.mjs';

const PROCESSORS = { x64: 'x86_64', arm64: 'aarch64' };
const SYSTEMS = {
  linux: { name: 'linux', target: 'unknown-linux-musl', env: { TARGET_CC: 'musl-gcc' } },
  darwin: { name: 'macos', target: 'apple-darwin' },
  win32: { name: 'windows', target: 'pc-windows-msvc' },
};

async function main() {
  const { values } = parseArgs({ options: { arch: { type: 'string', default: process.arch }, out: { type: 'string', default: '.' } } });
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  const system = SYSTEMS[process.platform];
  const name = `synapse-sandbox-${version}-${system.name}-${values.arch}`;
  const executable = await build(`${PROCESSORS[values.arch]}-${system.target}`);

  const folder = await mkdtemp(join(tmpdir(), 'sandbox-release-'));
  try {
    const archive = join(resolve(values.out), `${name}.tar.gz`);
    await fill(join(folder, name), executable);
    // Relative paths: some versions of tar take a drive letter for a host name.
    await capture('tar', ['-czf', `${name}.tar.gz`, name], { cwd: folder });
    await tryOut(folder, name);
    await mkdir(values.out, { recursive: true });
    await cp(join(folder, `${name}.tar.gz`), archive);
    console.log(archive);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Builds the sandbox. It is linked statically to the C library where the system allows this. */
async function build(target) {
  await rustup(process.env, 'target', 'add', target);
  const env = { ...process.env, ...SYSTEMS[process.platform].env, RUSTFLAGS: '-C target-feature=+crt-static' };
  return buildSandbox(env, '--target', target, '--profile', 'standalone');
}

async function fill(folder, executable) {
  await mkdir(folder);
  await cp(executable, join(folder, process.platform === 'win32' ? 'sandbox.exe' : 'sandbox'));
  await cp(join(root, 'LICENSE'), join(folder, 'LICENSE'));
  await cp(join(root, 'sandbox', 'README.md'), join(folder, 'README.md'));
  await cp(consoleDist, join(folder, 'console'), { recursive: true });
}

/** Runs the program of the archive in another folder and without a PATH, and requests the console and data from it. */
async function tryOut(folder, name) {
  const elsewhere = join(folder, 'elsewhere');
  await mkdir(elsewhere);
  await capture('tar', ['-xzf', join('..', `${name}.tar.gz`)], { cwd: elsewhere });
  // Without this variable, Windows has no network.
  const env = { SystemRoot: process.env.SystemRoot };
  const sandbox = await startSandbox(join(elsewhere, name, 'sandbox'), ['--port', '0'], { cwd: elsewhere, env });
  try {
    const page = await (await fetch(`${sandbox.url}/console/`)).text();
    if (!page.includes('<script')) throw new UserError(`the sandbox does not serve the console: ${page}`);
    const headers = { 'Synapse-Access-Token': `Token ${SANDBOX_TOKEN}` };
    const { count } = await (await fetch(`${sandbox.url}/agents/`, { headers })).json();
    if (!count) throw new UserError('the sandbox does not list its agents');
  } finally {
    await sandbox.stop();
  }
}

await main().catch(fail);
