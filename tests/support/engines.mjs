// Pages in Firefox and WebKitGTK, by their drivers, for `npm run test:engines`.
import { spawn } from 'node:child_process';
import { after } from 'node:test';
import { until } from '../node/long/support/until.mjs';
import { refusingUrl } from './fault-server.mjs';
import { command, session } from './webdriver.mjs';

const ENGINES = {
  firefox: {
    driver: (port) => ['geckodriver', '--port', port, '--websocket-port', '0'],
    capabilities: { 'moz:firefoxOptions': { args: ['-headless'] } },
    install: "the system's firefox-esr, and `cargo install --locked geckodriver`",
  },
  webkit: {
    // The browser of WebKitGTK has no headless mode.
    driver: (port) => ['xvfb-run', '--auto-servernum', 'WebKitWebDriver', `--port=${port}`, '--host=127.0.0.1'],
    capabilities: {},
    install: "the system's webkit2gtk-driver and xvfb",
  },
};

/** Opens a page like Chromium's `openPage`. These drivers do not report the errors of a page. */
export async function openPage(url) {
  const { driver, capabilities, install } = ENGINES[process.env.ENGINE];
  // The driver does not listen yet.
  const base = await refusingUrl();
  const [program, ...args] = driver(new URL(base).port);
  const child = spawn(program, args, { detached: true, stdio: 'ignore' });
  let failure;
  child.on('error', (error) => (failure = new Error(`${error.message}; it takes ${install}`)));
  child.on('exit', (code) => (failure ??= new Error(`${program} ended with ${code}; it takes ${install}`)));
  const end = () => failure ?? process.kill(-child.pid);
  process.once('exit', end);
  await until(() => {
    if (failure) throw failure;
    return isReady(base);
  }, `${program} is ready`);
  const page = await session(base, capabilities);
  after(async () => {
    await page.close();
    end();
  });
  await page.goto(url);
  // The driver of WebKit does not wait for modules.
  await until(() => page.evaluate(() => 'run' in globalThis), 'the page has its modules');
  return { page, errors: [] };
}

function isReady(base) {
  return command(base, 'GET', '/status').then(({ ready }) => ready, () => false);
}
