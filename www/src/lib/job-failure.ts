// Finds out why a job failed: from the job itself, or else from its log.
import { isObject } from './is-object';
import { cleaned, withoutColours } from './log/control';
import type { LogLine } from './log/lines';

/** The fields in which backends and plugins put it, most likely first, without underscores. */
const NAMES = `error errormessage errors exception excmessage traceback stacktrace failure failurereason failuremessage errorreason errordetail
  statusreason statusmessage stderr message msg detail reason`.split(/\s+/);
/** The fields with the kind of the error. */
const KINDS = ['type', 'exctype', 'errortype'];

const LONGEST = 600;

/** Null if the job contains no reason. */
export function failureOf(job: Record<string, unknown>): string | null {
  const { result, metadata, meta } = job;
  const own = valueOf(result);
  const told = typeof own === 'string' ? textOf(own) : [Array.isArray(own) ? own[0] : own, job, metadata, meta].map(describedIn).find(Boolean);
  return told || null;
}

/** The text may be JSON. */
function valueOf(result: unknown): unknown {
  if (typeof result !== 'string' || !/^\s*[{[]/.test(result)) return result;
  try {
    return JSON.parse(result);
  } catch {
    return result;
  }
}

function describedIn(value: unknown): string {
  if (!isObject(value)) return '';
  const fields = new Map(Object.entries(value).map(([name, field]) => [name.replace(/[^a-z]/gi, '').toLowerCase(), field]));
  const text = NAMES.map((name) => textOf(fields.get(name))).find(Boolean) ?? '';
  const kind = KINDS.map((name) => fields.get(name)).find((field) => typeof field === 'string' && /(?:error|exception)$/i.test(field));
  return kind && text ? `${kind}: ${text}` : text;
}

function textOf(value: unknown): string {
  if (Array.isArray(value)) return textOf(value[0]);
  if (typeof value !== 'string') return describedIn(value);
  const text = value.split('\n').map((line) => withoutColours(cleaned(line))).join('\n').trim();
  const short = /^Traceback\b/m.test(text) ? endOf(text) : text;
  return short.length > LONGEST ? `${short.slice(0, LONGEST)}…` : short;
}

/** The error at the end of a traceback: one line or more. */
function endOf(traceback: string): string {
  const lines = traceback.split('\n');
  const place = lines.findLastIndex((line) => /^\s+File "/.test(line));
  const end = lines.findIndex((line, index) => index > place && /^\S/.test(line));
  return place < 0 || end < 0 ? lines.at(-1)! : lines.slice(end).join('\n');
}

const TELLS_OF_ERROR = [
  /(?:error|exception|fatal|panicked)\b\s*[:(\]]/i,
  /^[\w.$]*(?:Error|Exception)$/,
  /\berr!|^killed\b|out of memory|segmentation fault|core dumped|command not found|no space left/i,
];
/** These lines give no reason. */
const SAYS_NOTHING =
  /^\W*(?:the |this )?(?:job |task |run |plugin |process |command |step )?(?:has |was )?(?:failed|aborted|terminated|exit(?:ed)?)(?: with)?(?: code| status)?[\W\d]*$/i;

/** The last line with an error, by its level, or else by its text. */
export function errorLineOf(lines: readonly LogLine[]): LogLine | undefined {
  const ofLevel = (line: LogLine) => line.level === 'error' && line.plain.trim() !== '';
  return (
    lines.findLast((line) => ofLevel(line) && !SAYS_NOTHING.test(line.plain)) ??
    lines.findLast(({ plain }) => TELLS_OF_ERROR.some((words) => words.test(plain))) ??
    lines.findLast(ofLevel)
  );
}
