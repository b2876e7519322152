// Debian's packages, for machines that can install nothing else.
import { readFile } from 'node:fs/promises';
import { capture, tryCapture } from '../lib/run.mjs';

/** Whether this process can install packages of Debian 12, or of a system based on it. */
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
