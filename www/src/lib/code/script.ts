// Writes a call of the client as a program for Node that can be run as it is.
import { isObject } from '../is-object';
import { literal } from './literal';

export interface ClientCall {
  method: string;
  args: readonly unknown[];
}

export function scriptOf(call: ClientCall, baseUrl: string, hasTenant: boolean): string {
  const options = [
    `baseUrl: ${literal(baseUrl)}`,
    'apiToken: process.env.SYNAPSE_API_TOKEN',
    ...(hasTenant ? ['tenant: process.env.SYNAPSE_TENANT'] : []),
  ];
  const statement = statementOf(call);
  return [
    ...(statement.includes('await openAsBlob(') ? ["import { openAsBlob } from 'node:fs';"] : []),
    "import { BackendClient } from 'synapse-backend-client';",
    '',
    `const client = new BackendClient({\n${options.map((option) => `  ${option},\n`).join('')}});`,
    '',
    statement,
    '',
  ].join('\n');
}

function statementOf({ method, args }: ClientCall): string {
  const isReading = /^(?:list|get|iterate)/.test(method);
  const given = args.map((arg) => withoutSignal(isReading ? withoutEmpty(arg) : arg));
  while (given.length > 0 && given.at(-1) === undefined) given.pop();
  const call = `client.${method}(${given.map((arg) => literal(arg)).join(', ')})`;
  if (method.startsWith('iterate')) return `for await (const item of ${call}) console.log(item);`;
  return `console.log(await ${call});`;
}

/** The page's own signal is not part of the program. */
function withoutSignal(arg: unknown): unknown {
  if (!isObject(arg) || !(arg['signal'] instanceof AbortSignal)) return arg;
  const { signal: _, ...rest } = arg;
  return Object.keys(rest).length === 0 ? undefined : rest;
}

/** The client does not send an empty query parameter. */
function withoutEmpty(arg: unknown): unknown {
  if (!isObject(arg)) return arg ?? undefined;
  const full = Object.entries(arg).filter(([, value]) => value !== undefined && value !== null && !(Array.isArray(value) && value.length === 0));
  return full.length === 0 ? undefined : Object.fromEntries(full);
}
