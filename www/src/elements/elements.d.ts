import type { BackendClient, Id, PluginRelease } from 'synapse-backend-client';

/** `<synapse-job-log>`: the live log of a job. */
export declare class JobLogElement extends HTMLElement {
  /** The client to use. Nothing is shown until it is set. Default: null. */
  get client(): BackendClient | null;
  set client(client: BackendClient | null | undefined);
  /** The job's id, also the attribute `job`. Default: null. */
  get job(): string | null;
  set job(job: Id | null | undefined);
  /**
   * The line to scroll to and mark, counted from 1, or a range such as `'10-20'`. For a range, the property returns the
   * first line. Also the attribute `line`. Default: null.
   */
  get line(): number | null;
  set line(line: number | string | null | undefined);
}

/** `<synapse-upload-box>`: uploads new releases of a plugin. */
export declare class UploadBoxElement extends HTMLElement {
  /** The client to use. Nothing is shown until it is set. Default: null. */
  get client(): BackendClient | null;
  set client(client: BackendClient | null | undefined);
  /** The plugin's id or code, also the attribute `plugin`. Default: null. */
  get plugin(): string | null;
  set plugin(plugin: Id | null | undefined);
  /** Whether an upload is running or waiting. If the element is removed, these uploads are aborted. */
  get busy(): boolean;
}

/**
 * Switches all elements of the page to a language. They are in English at first.
 *
 * @param language The language.
 * @returns A promise that resolves when the elements show the language.
 * @throws {RangeError} if there is no such language.
 */
export declare function setLanguage(language: 'en' | 'ko'): Promise<void>;

/** The events of the elements, by their names. All events bubble and leave shadow roots. */
export interface SynapseEventMap {
  /** The user clicked a line number, or marked the lines from `line` to `lastLine`. For a single line, both are equal. */
  'synapse-line-click': CustomEvent<{ line: number; lastLine: number }>;
  /** A file was uploaded. */
  'synapse-release': CustomEvent<{ release: PluginRelease; file: File }>;
  /** A file could not be uploaded. */
  'synapse-upload-error': CustomEvent<{ error: unknown; file: File }>;
  /**
   * An upload was cancelled, by its button or because the element was removed. If `mayHaveBeenReleased` is true, the
   * whole file may have arrived before.
   */
  'synapse-upload-abort': CustomEvent<{ file: File; mayHaveBeenReleased: boolean }>;
}

/** The properties of `<synapse-job-log>` in templates. */
export interface JobLogProps {
  /** The client to use. Nothing is shown until it is set. Default: null. */
  client?: BackendClient | null | undefined;
  /** The job's id. Default: null. */
  job?: Id | null | undefined;
  /** The line to scroll to and mark, counted from 1, or a range such as `'10-20'`. Default: null. */
  line?: number | string | null | undefined;
}

/** The properties of `<synapse-upload-box>` in templates. */
export interface UploadBoxProps {
  /** The client to use. Nothing is shown until it is set. Default: null. */
  client?: BackendClient | null | undefined;
  /** The plugin's id or code. Default: null. */
  plugin?: Id | null | undefined;
}

type JobLogEvent = 'synapse-line-click';
type UploadBoxEvent = Exclude<keyof SynapseEventMap, JobLogEvent>;
/** Listeners in React and Preact: `on` and the event's name. */
type Listeners<E extends keyof SynapseEventMap> = { [K in E as `on${K}`]?: ((event: SynapseEventMap[K]) => void) | undefined };

declare global {
  interface HTMLElementTagNameMap {
    'synapse-job-log': JobLogElement;
    'synapse-upload-box': UploadBoxElement;
  }
  interface GlobalEventHandlersEventMap extends SynapseEventMap {}
}

// The types for the frameworks. Where a framework is not installed, the compiler ignores its part.

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
/** The names of events in Vue, in camelCase. */
type Camel<S extends string> = S extends `${infer A}-${infer B}` ? `${A}${Capitalize<Camel<B>>}` : S;
type Emits<E extends keyof SynapseEventMap> = {
  [K in E as `on${Capitalize<Camel<K>>}`]?: ((event: SynapseEventMap[K]) => void) | undefined;
};
