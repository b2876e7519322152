// The browser of the tests: which program it is and how it is started.
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const BROWSERS = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
// Where the installers of macOS and Windows put a browser, without PATH.
const KNOWN_BROWSERS = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** For playwright-core's `launch({ executablePath: chromiumPath(), args: chromiumArgs })`: for root, and without requests of its own. */
export const chromiumArgs = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The browser's executable, or undefined. CHROME_PATH wins. */
export function chromiumPath() {
  return process.env.CHROME_PATH ?? onPath(BROWSERS) ?? KNOWN_BROWSERS.find(existsSync);
}

/** The driver's executable, or undefined. CHROMEDRIVER wins. */
export function chromedriverPath() {
  return process.env.CHROMEDRIVER ?? onPath(['chromedriver']);
}

function onPath(names) {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  const ending = process.platform === 'win32' ? '.exe' : '';
  return names.flatMap((name) => folders.map((folder) => join(folder, name + ending))).find(existsSync);
}
