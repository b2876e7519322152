// Debian's packages, for the machines where nothing else can be had.
import { readFile } from 'node:fs/promises';
import { capture, tryCapture } from '../lib/run.mjs';

/** Can this process install packages of Debian 12 (or one that descends from it)? */
export async function canInstallPackages() {
  const isRoot = process.getuid?.() === 0;
  return isRoot && (await isDebian()) && (await tryCapture('apt-get', ['--version'])) !== undefined;
}

export async function installPackages(packages) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const patient = ['-q', '-o', 'DPkg::Lock::Timeout=300'];
  await capture('apt-get', ['update', ...patient], { env });
  await capture('apt-get', ['install', '-y', '--no-install-recommends', ...patient, ...packages], { env });
}

async function isDebian() {
  const release = await readFile('/etc/os-release', 'utf8').catch(() => '');
  return /^ID(_LIKE)?=.*debian/m.test(release);
}
