// The custom elements, for any page: the entry `synapse-backend-client/elements`. Its types are in elements.d.ts.
import type { BackendClient, Id } from 'synapse-backend-client';
import { addWords, LANGUAGES, setLanguage as setOwnLanguage, type Language } from '../i18n';
import { enLater } from '../i18n/en-later';
import ansi from '../parts/job-log/ansi.css?inline';
import { parseRange, type LineRange } from '../lib/log/range';
import { JobLog } from '../parts/job-log/job-log';
import jobLog from '../parts/job-log/job-log.css?inline';
import toolbar from '../parts/job-log/toolbar.css?inline';
import { UploadBox } from '../parts/upload-box/upload-box';
import uploadBox from '../parts/upload-box/upload-box.css?inline';
import type * as Declared from './elements';
import { SynapseElement } from './element';
import size from './size.css?inline';

addWords(enLater);

const JOB_LOG = `${jobLog}${toolbar}${ansi}${size}`;
const UPLOAD_BOX = `${uploadBox} .upload-box { max-width: none; }`;

class JobLogOfThisCopy extends SynapseElement implements Declared.JobLogElement {
  static readonly observedAttributes = ['job', 'line'];

  static async setLanguage(language: Language): Promise<void> {
    const known = Object.keys(LANGUAGES);
    if (!known.includes(language)) throw new RangeError(`setLanguage: there is no "${language}": one of ${known.join(', ')}`);
    await setOwnLanguage(language);
  }

  constructor() {
    super(JOB_LOG);
  }

  get job(): string | null {
    return this.getAttribute('job');
  }

  set job(job: Id | null | undefined) {
    this.reflect('job', job);
  }

  get line(): number | null {
    return parseRange(this.getAttribute('line'))?.first ?? null;
  }

  set line(line: number | string | null | undefined) {
    this.reflect('line', line);
  }

  protected view(client: BackendClient) {
    const { job } = this;
    const marked = parseRange(this.getAttribute('line'));
    const onMark = (range: LineRange | undefined) => {
      if (range) this.tell('synapse-line-click', { line: range.first, lastLine: range.last });
      else this.line = null;
    };
    return job && <JobLog key={job} client={client} job={job} marked={marked} onMark={onMark} />;
  }
}

class UploadBoxOfThisCopy extends SynapseElement implements Declared.UploadBoxElement {
  static readonly observedAttributes = ['plugin'];
  #busy = false;

  constructor() {
    super(UPLOAD_BOX);
  }

  get plugin(): string | null {
    return this.getAttribute('plugin');
  }

  set plugin(plugin: Id | null | undefined) {
    this.reflect('plugin', plugin);
  }

  get busy(): boolean {
    return this.#busy;
  }

  protected view(client: BackendClient) {
    const { plugin } = this;
    return (
      plugin && (
        <UploadBox
          key={plugin}
          client={client}
          plugin={plugin}
          onRelease={(release, file) => this.tell('synapse-release', { release, file })}
          onError={(error, file) => this.tell('synapse-upload-error', { error, file })}
          onAbort={(file, mayHaveBeenReleased) => this.tell('synapse-upload-abort', { file, mayHaveBeenReleased })}
          onBusy={(busy) => (this.#busy = busy)}
        />
      )
    );
  }
}

/** The class under that name. If a page loads this file twice, that of the first copy. */
function define<T extends CustomElementConstructor>(name: string, ours: T): T {
  const registry = globalThis.customElements;
  if (!registry) return ours;
  if (!registry.get(name)) registry.define(name, ours);
  return registry.get(name) as T;
}

export const JobLogElement = define('synapse-job-log', JobLogOfThisCopy);
export const UploadBoxElement = define('synapse-upload-box', UploadBoxOfThisCopy);
/** The language of the copy whose elements the page uses. */
export const { setLanguage } = JobLogElement;
