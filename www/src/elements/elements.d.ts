import type { BackendClient, Id, PluginRelease } from 'synapse-backend-client';

/** `<synapse-job-log>`: the log of a job, live. */
export declare class JobLogElement extends HTMLElement {
  /** The client to ask. Until it is set, nothing is shown. */
  get client(): BackendClient | null;
  set client(client: BackendClient | null | undefined);
  /** The job's id; the attribute `job`. */
  get job(): string | null;
  set job(job: Id | null | undefined);
  /** The number of a line to go to and mark, from 1, or a range such as `'10-20'`, of which it tells the first; the attribute `line`. */
  get line(): number | null;
  set line(line: number | string | null | undefined);
}

/** `<synapse-upload-box>`: uploads new releases of a plugin. */
export declare class UploadBoxElement extends HTMLElement {
  /** The client to upload with. Until it is set, nothing is shown. */
  get client(): BackendClient | null;
  set client(client: BackendClient | null | undefined);
  /** The plugin's id or code; the attribute `plugin`. */
  get plugin(): string | null;
  set plugin(plugin: Id | null | undefined);
  /** An upload is under way, or waits for its turn. Removing the element would abort it. */
  get busy(): boolean;
}

/** Turns all elements on the page to a language. It resolves when they show it. */
export declare function setLanguage(language: 'en' | 'ko'): Promise<void>;

/** The events of the elements, by their names. All of them bubble, out of shadow roots, too. */
export interface SynapseEventMap {
  /** The number of a line was clicked, or the last one of a range, which begins at `line`. */
  'synapse-line-click': CustomEvent<{ line: number; lastLine: number }>;
  /** A file was uploaded. */
  'synapse-release': CustomEvent<{ release: PluginRelease; file: File }>;
  /** A file could not be uploaded. */
  'synapse-upload-error': CustomEvent<{ error: unknown; file: File }>;
  /**
   * An upload was cancelled, by its button or since the element was removed. `mayHaveBeenReleased`: all of
   * the file may have arrived.
   */
  'synapse-upload-abort': CustomEvent<{ file: File; mayHaveBeenReleased: boolean }>;
}

/** What `<synapse-job-log>` takes in templates. */
export interface JobLogProps {
  client?: BackendClient | null | undefined;
  job?: Id | null | undefined;
  line?: number | string | null | undefined;
}

/** What `<synapse-upload-box>` takes in templates. */
export interface UploadBoxProps {
  client?: BackendClient | null | undefined;
  plugin?: Id | null | undefined;
}

type JobLogEvent = 'synapse-line-click';
type UploadBoxEvent = Exclude<keyof SynapseEventMap, JobLogEvent>;
/** React and Preact: `on` and the event's name. */
type Listeners<E extends keyof SynapseEventMap> = { [K in E as `on${K}`]?: ((event: SynapseEventMap[K]) => void) | undefined };

declare global {
  interface HTMLElementTagNameMap {
    'synapse-job-log': JobLogElement;
    'synapse-upload-box': UploadBoxElement;
  }
  interface GlobalEventHandlersEventMap extends SynapseEventMap {}
}

// Frameworks know the elements where they are installed. Where one is not, what is ignored here is as if it were not written.

// @ts-ignore
type ReactAttributes<T> = import('react').DetailedHTMLProps<import('react').HTMLAttributes<T>, T>;
// @ts-ignore
declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'synapse-job-log': ReactAttributes<JobLogElement> & JobLogProps & Listeners<JobLogEvent>;
      'synapse-upload-box': ReactAttributes<UploadBoxElement> & UploadBoxProps & Listeners<UploadBoxEvent>;
    }
  }
}

// @ts-ignore
type PreactAttributes<T extends EventTarget> = import('preact').HTMLAttributes<T>;
// @ts-ignore
declare module 'preact' {
  namespace JSX {
    interface IntrinsicElements {
      'synapse-job-log': PreactAttributes<JobLogElement> & JobLogProps & Listeners<JobLogEvent>;
      'synapse-upload-box': PreactAttributes<UploadBoxElement> & UploadBoxProps & Listeners<UploadBoxEvent>;
    }
  }
}

// @ts-ignore
type VueAttributes = import('vue').HTMLAttributes & import('vue').VNodeProps;
// @ts-ignore
declare module 'vue' {
  interface GlobalComponents {
    'synapse-job-log': new () => { $props: VueAttributes & JobLogProps & Emits<JobLogEvent> };
    'synapse-upload-box': new () => { $props: VueAttributes & UploadBoxProps & Emits<UploadBoxEvent> };
  }
}
/** Vue: the event's name in camelCase. */
type Camel<S extends string> = S extends `${infer A}-${infer B}` ? `${A}${Capitalize<Camel<B>>}` : S;
type Emits<E extends keyof SynapseEventMap> = {
  [K in E as `on${Capitalize<Camel<K>>}`]?: ((event: SynapseEventMap[K]) => void) | undefined;
};
