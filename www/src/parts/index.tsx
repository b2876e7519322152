// The parts as custom elements, for another console: see ../../README.md.
import type { BackendClient } from 'synapse-backend-client';
import { PartElement, sheet } from './element';
import ansi from './job-log/ansi.css?inline';
import { JobLog } from './job-log/job-log';
import jobLog from './job-log/job-log.css?inline';
import toolbar from './job-log/toolbar.css?inline';
import { UploadBox } from './upload-box/upload-box';
import uploadBox from './upload-box/upload-box.css?inline';

export { setLanguage } from '../i18n';

const BOX = ':host { display: block; } :host([hidden]) { display: none; }';
// The page gives the element its height; the log fills it.
const JOB_LOG = sheet(`${jobLog}${toolbar}${ansi}${BOX} :host { height: 480px; } .log { height: 100%; }`);
const UPLOAD_BOX = sheet(`${uploadBox}${BOX}`);

/** `<synapse-job-log job="12" line="3">`; tells `line` with the number of a line that was clicked. */
export class JobLogElement extends PartElement {
  static readonly observedAttributes = ['job', 'line'];

  constructor() {
    super(JOB_LOG);
  }

  protected view(client: BackendClient) {
    const job = this.getAttribute('job');
    const line = Number(this.getAttribute('line')) || undefined;
    return job && <JobLog key={job} client={client} job={job} line={line} onLine={(number) => this.tell('line', number)} />;
  }
}

/** `<synapse-upload-box plugin="3">`; tells `release` with each new release, and `failure` with each error. */
export class UploadBoxElement extends PartElement {
  static readonly observedAttributes = ['plugin'];

  constructor() {
    super(UPLOAD_BOX);
  }

  protected view(client: BackendClient) {
    const plugin = this.getAttribute('plugin');
    const told = {
      onRelease: (release: unknown) => this.tell('release', release),
      onError: (error: unknown) => this.tell('failure', error),
    };
    return plugin && <UploadBox key={plugin} client={client} plugin={plugin} {...told} />;
  }
}

customElements.define('synapse-job-log', JobLogElement);
customElements.define('synapse-upload-box', UploadBoxElement);
