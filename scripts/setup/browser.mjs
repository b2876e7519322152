// Step: Chromium and its driver, for the tests that run in a browser.
import { chromedriverPath, chromiumPath } from '../lib/chromium.mjs';
import { canInstallPackages, installPackages } from './debian.mjs';
import { UserError } from '../lib/fail.mjs';

export async function browser() {
  if (chromiumPath() && chromedriverPath()) return `already there (${chromiumPath()})`;
  if (!(await canInstallPackages())) {
    throw new UserError(
      'the browser tests need Chrome or Chromium, and chromedriver: put both on PATH, or set CHROME_PATH and CHROMEDRIVER to their paths.',
    );
  }
  await installPackages(['chromium', 'chromium-driver']);
  return "installed from Debian's packages";
}
