// Pages in the engines of Firefox and of Safari, by the drivers that these bring: what `npm run test:engines` opens.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { after } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { command, session } from './webdriver.mjs';

const ENGINES = {
  firefox: {
    driver: (port) => ['geckodriver', '--port', port, '--websocket-port', '0'],
    capabilities: { 'moz:firefoxOptions': { args: ['-headless'] } },
    install: "the system's firefox-esr, and `cargo install --locked geckodriver`",
  },
  webkit: {
    // WebKitGTK's browser has no headless mode.
    driver: (port) => ['xvfb-run', '--auto-servernum', 'WebKitWebDriver', `--port=${port}`, '--host=127.0.0.1'],
    capabilities: {},
    install: "the system's webkit2gtk-driver and xvfb",
  },
};

const LOOK_AGAIN_MS = 50;

/** Opens a page as Chromium's `openPage` does; of what it reports as errors, these drivers say nothing. */
export async function openPage(url) {
  const { driver, capabilities, install } = ENGINES[process.env.ENGINE];
  const port = await freePort();
  const base = `http://127.0.0.1:${port}`;
  const [program, ...args] = driver(String(port));
  const child = spawn(program, args, { detached: true, stdio: 'ignore' });
  let failure;
  child.on('error', (error) => (failure = new Error(`${error.message}; it takes ${install}`)));
  child.on('exit', (code) => (failure ??= new Error(`${program} ended with ${code}; it takes ${install}`)));
  const end = () => failure ?? process.kill(-child.pid);
  process.once('exit', end);
  while (!(await isReady(base))) {
    if (failure) throw failure;
    await setTimeout(LOOK_AGAIN_MS);
  }
  const page = await session(base, capabilities);
  after(async () => {
    await page.close();
    end();
  });
  await page.goto(url);
  // WebKit's driver does not wait for modules.
  while (!(await page.evaluate(() => 'run' in globalThis))) await setTimeout(LOOK_AGAIN_MS);
  return { page, errors: [] };
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

function isReady(base) {
  return command(base, 'GET', '/status').then(({ ready }) => ready, () => false);
}
