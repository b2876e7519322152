import { root } from '../lib/paths.mjs';
import { output } from './output.mjs';

/** The advisories of npm's registry for package-lock.json. */
export async function npmAudit() {
  const { stdout, stderr } = await output('npm', ['audit', '--json'], root);
  const report = parse(stdout);
  // If the registry cannot be reached, npm prints another object.
  if (report?.auditReportVersion === undefined) return { outcome: 'NOT REACHED', details: report?.message ?? stderr };
  const found = Object.values(report.vulnerabilities);
  if (found.length === 0) return { outcome: 'nothing found', details: '' };
  return { outcome: `${found.length} found`, details: found.map(({ name, severity, range }) => `${name} ${range}: ${severity}`).join('\n') };
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
