// The custom elements: their classes, properties and events, and their types in frameworks.
import { BackendClient } from 'synapse-backend-client';
import { JobLogElement, UploadBoxElement, setLanguage } from 'synapse-backend-client/elements';
import type { JobLogProps, SynapseEventMap } from 'synapse-backend-client/elements';
import type { GlobalComponents } from 'vue';

const client = new BackendClient();

export async function log(): Promise<void> {
  const element = document.createElement('synapse-job-log');
  element satisfies JobLogElement;
  element.client = client;
  element.job = 12;
  element.job = '12';
  element.job = undefined;
  element.job satisfies string | null;
  element.line = 3;
  element.line satisfies number | null;
  element.addEventListener('synapse-line-click', ({ detail }) => detail.line satisfies number);
  // @ts-expect-error a client, not its options
  element.client = { baseUrl: 'https://api.synapse.sh' };
  // @ts-expect-error an id is not a boolean
  element.job = true;
  element.addEventListener('synapse-line-click', ({ detail }) => {
    // @ts-expect-error a number
    detail.line satisfies string;
  });

  await setLanguage('ko');
  // @ts-expect-error there is no such language
  await setLanguage('fr');
}

export function box(): void {
  const element = new UploadBoxElement();
  element satisfies HTMLElementTagNameMap['synapse-upload-box'];
  Object.assign(element, { client, plugin: 'image-segmentation' });
  element.busy satisfies boolean;
  // @ts-expect-error read-only
  element.busy = false;
  // Events bubble to the document.
  document.addEventListener('synapse-release', ({ detail }) => detail.release.version satisfies string);
  document.addEventListener('synapse-upload-error', ({ detail }) => detail.error satisfies unknown);
  document.body.addEventListener('synapse-upload-abort', ({ detail }) => detail.mayHaveBeenReleased satisfies boolean);
  const told = (event: SynapseEventMap['synapse-release']): string => event.detail.file.name;
  document.removeEventListener('synapse-release', told);
}

type Log = InstanceType<GlobalComponents['synapse-job-log']>['$props'];
type Box = InstanceType<GlobalComponents['synapse-upload-box']>['$props'];

export const inVue: [Log, Box] = [
  { client, job: 12, line: 3, class: 'log', onSynapseLineClick: ({ detail }) => detail.line satisfies number },
  { client, plugin: 'a', key: 'box', onSynapseRelease: ({ detail }) => detail.release.version satisfies string },
];

// @ts-expect-error a job is not a plugin
export const props: JobLogProps = { client, plugin: 'a' };
