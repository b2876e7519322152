// What the recipes use of packages that are not installed here, so that `npm test` compiles them. `npm run test:recipes` compiles them
// with the packages themselves.

declare module '@tanstack/react-query' {
  import type { ReactNode } from 'react';

  interface Query<T> {
    data: T | undefined;
    error: Error | null;
    isFetching: boolean;
    refetch(): Promise<unknown>;
  }
  interface Mutation<T, V> {
    data: T | undefined;
    error: Error | null;
    isPending: boolean;
    mutate(variables: V): void;
  }
  export class QueryClient {
    constructor(config?: { defaultOptions?: { queries?: { retry?: boolean }; mutations?: { retry?: boolean } } });
    isMutating(filters: { mutationKey: unknown[] }): number;
    invalidateQueries(filters: { queryKey: unknown[] }): Promise<void>;
  }
  export function QueryClientProvider(props: { client: QueryClient; children?: ReactNode }): ReactNode;
  export function useQueryClient(): QueryClient;
  export function useQuery<T>(options: {
    queryKey: unknown[];
    queryFn: (context: { signal: AbortSignal }) => Promise<T>;
    refetchInterval?: (query: { state: { data: T | undefined } }) => number | false;
  }): Query<T>;
  export function useMutation<T, V = void>(options: {
    mutationKey?: unknown[];
    mutationFn: (variables: V) => Promise<T>;
    onSettled?: () => unknown;
  }): Mutation<T, V>;
}

declare module 'react-dom/client' {
  import type { ReactNode } from 'react';
  export function createRoot(container: Element): { render(children: ReactNode): void };
}

declare module '@vitejs/plugin-react' {
  export default function react(): import('vite').Plugin[];
}

declare module '@vitejs/plugin-vue' {
  export default function vue(): import('vite').Plugin;
}

declare module 'next' {
  export interface Metadata {
    title?: string;
    icons?: string;
  }
  export interface NextConfig {
    skipTrailingSlashRedirect?: boolean;
  }
}

declare module 'next/server' {
  export type NextRequest = Request;
}

declare module 'server-only' {}

/** Next generates it from the names of the folders. */
type RouteContext<Route extends string> = { params: Promise<ParametersOf<Route, '[', ']'>> };

type ParametersOf<Path extends string, Open extends string, Close extends string> = Path extends `${string}${Open}${infer Name}${Close}${infer Rest}`
  ? Record<Name, string> & ParametersOf<Rest, Open, Close>
  : object;

declare module 'express' {
  import type { EventEmitter } from 'node:events';
  import type { Server } from 'node:http';

  export interface Request<Parameters = object> {
    params: Parameters;
    body: any;
    file?: Express.Multer.File;
  }
  export interface Response extends EventEmitter {
    destroyed: boolean;
    status(code: number): this;
    set(name: string, value: string): this;
    json(body: unknown): this;
  }
  type Handler<Parameters = object> = (request: Request<Parameters>, response: Response, next: () => void) => void | Promise<void>;
  export type ErrorRequestHandler = (error: any, request: Request, response: Response, next: () => void) => void | Promise<void>;
  type Route = <Path extends string>(path: Path, ...handlers: Handler<ParametersOf<`${Path}/`, ':', '/'>>[]) => void;
  export default function express(): {
    get: Route;
    post: Route;
    use(handler: Handler | ErrorRequestHandler): void;
    listen(port: number, host: string, listening: () => void): Server;
  };
}

declare namespace Express.Multer {
  interface File {
    path: string;
    originalname: string;
    mimetype: string;
  }
}

declare module 'multer' {
  import type { Handler } from 'express';

  export class MulterError extends Error {
    code: string;
    field?: string;
  }
  export default function multer(options: { dest: string; limits: Record<string, number>; defParamCharset: string }): {
    single(field: string): (...args: Parameters<Handler>) => void;
  };
}

declare module 'hono' {
  interface Context {
    req: { method: string; url: string; raw: Request; header(name: string): string | undefined };
    json(body: unknown, status?: number): Response;
  }
  type Answer = (c: Context) => Response | Promise<Response>;
  export class Hono {
    all(path: string, handler: Answer): this;
    get(path: string, handler: Answer): this;
    onError(handler: (error: Error, c: Context) => Response): this;
    fetch(request: Request): Promise<Response>;
  }
}

declare module 'hono/proxy' {
  export function proxy(url: string, init: { redirect: 'manual'; headers: Record<string, string | undefined> }): Promise<Response>;
}

declare module '@hono/node-server' {
  import type { AddressInfo } from 'node:net';
  type Options = { fetch: (request: Request) => Promise<Response>; hostname: string; port: number };
  export function serve(options: Options, listening: (address: AddressInfo) => void): void;
}

declare module '@hono/node-server/serve-static' {
  import type { Answer } from 'hono';
  export function serveStatic(options: { path?: string; root?: string }): Answer;
}

declare module 'vitest' {
  type Callable = (...args: any[]) => any;
  type Mock<T extends Callable> = T & {
    mock: { calls: Parameters<T>[] };
    mockResolvedValueOnce(value: Awaited<ReturnType<T>>): Mock<T>;
    mockRejectedValue(error: unknown): Mock<T>;
  };
  interface Assertion {
    not: Assertion;
    rejects: { toThrow(kind: Callable | (abstract new (...args: any[]) => Error)): Promise<void> };
    toBe(value: unknown): void;
    toMatchObject(value: object): void;
    toHaveBeenCalled(): void;
    toHaveBeenCalledTimes(count: number): void;
  }
  type Hook = (run: () => unknown) => void;
  export const afterAll: Hook;
  export const afterEach: Hook;
  export const beforeAll: Hook;
  export const beforeEach: Hook;
  export function test(name: string, run: () => unknown): void;
  export function expect(value: unknown): Assertion;
  export const vi: {
    fn<T extends Callable = Callable>(): Mock<T>;
    useFakeTimers(): void;
    useRealTimers(): void;
    runAllTimersAsync(): Promise<void>;
  };
}

declare module 'msw' {
  export class HttpResponse extends Response {
    static json(body: unknown, init?: ResponseInit): HttpResponse;
  }
  interface Handler {
    url: string;
  }
  type Route = (url: string, resolve: () => Response) => Handler;
  export const http: { get: Route; post: Route };
}

declare module 'msw/node' {
  import type { Handler } from 'msw';
  export function setupServer(...handlers: Handler[]): {
    listen(options: { onUnhandledRequest: 'error' }): void;
    use(...handlers: Handler[]): void;
    resetHandlers(): void;
    close(): void;
  };
}

declare module '@opentelemetry/api' {
  interface Span {
    addEvent(name: string, attributes: Record<string, string | number>): void;
    setAttribute(name: string, value: string): void;
    setStatus(status: { code: number }): void;
    recordException(error: Error): void;
    end(): void;
  }
  interface Tracer {
    startActiveSpan<T>(name: string, options: { kind: number }, run: (span: Span) => T): T;
  }
  interface Meter {
    createHistogram(name: string, options: { unit: string }): { record(value: number, attributes: Record<string, string | number>): void };
  }
  export const SpanKind: { CLIENT: number };
  export const SpanStatusCode: { ERROR: number };
  export const context: { active(): object };
  export const propagation: { inject(context: object, carrier: Record<string, string>): void };
  export const trace: { getTracer(name: string): Tracer };
  export const metrics: { getMeter(name: string): Meter; setGlobalMeterProvider(provider: object): void };
}

declare module '@opentelemetry/sdk-metrics' {
  export class ConsoleMetricExporter {}
  export class PeriodicExportingMetricReader {
    constructor(options: { exporter: object });
  }
  export class MeterProvider {
    constructor(options: { readers: object[] });
    shutdown(): Promise<void>;
  }
}

declare module '@opentelemetry/sdk-trace-node' {
  export class ConsoleSpanExporter {}
  export class SimpleSpanProcessor {
    constructor(exporter: object);
  }
  export class NodeTracerProvider {
    constructor(options: { spanProcessors: object[] });
    register(): void;
    shutdown(): Promise<void>;
  }
}

declare module 'fflate' {
  export function zipSync(files: Record<string, Uint8Array>): Uint8Array<ArrayBuffer>;
}

declare module 'yaml' {
  export function parse(text: string, options?: { schema?: 'core' | 'failsafe' }): any;
}
