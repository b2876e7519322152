// The run form: the fields from `configuration.parameters` of a plugin, and the validated input of the user.
import { isObject } from './is-object';
import { inexactNumber, parseJson } from './json-source';
import { jsonText } from './json-text';

export type ParameterKind = 'text' | 'number' | 'integer' | 'boolean' | 'choice' | 'json';

export interface Parameter {
  name: string;
  kind: ParameterKind;
  description: string;
  required: boolean;
  default: unknown;
  choices: unknown[];
  min: number | undefined;
  max: number | undefined;
}

/** The state of the form's controls: text, or a checkbox. null: a text that is left out, instead of an empty one. */
export type TypedValue = string | boolean | null;
export type Typed = Record<string, TypedValue>;

export type ParameterFault = 'required' | 'number' | 'integer' | 'min' | 'max' | 'json' | 'exact';

/** Does not accept other notations of JavaScript, such as `0x10`. */
const DECIMAL = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;

const KINDS = new Map<string, ParameterKind>([
  ['float', 'number'],
  ['number', 'number'],
  ['double', 'number'],
  ['int', 'integer'],
  ['integer', 'integer'],
  ['bool', 'boolean'],
  ['boolean', 'boolean'],
  ['str', 'text'],
  ['string', 'text'],
  ['text', 'text'],
]);

/** Accepts `{ name: { type, default, … } }`, and a list of `{ name, type, … }`. */
export function parametersOf(configuration: unknown): Parameter[] {
  const declared = isObject(configuration) ? configuration['parameters'] : undefined;
  const entries = Array.isArray(declared)
    ? declared.filter(isObject).map((item): [string, unknown] => [String(item['name']), item])
    : Object.entries(isObject(declared) ? declared : {});
  return entries.map(([name, declaration]) => parameter(name, isObject(declaration) ? declaration : { default: declaration }));
}

function parameter(name: string, declaration: Record<string, unknown>): Parameter {
  const { description, required, min, minimum, max, maximum, choices, options } = declaration;
  const listed = [choices, options, declaration['enum']].find(Array.isArray) ?? [];
  return {
    name,
    kind: listed.length > 0 ? 'choice' : kindOf(declaration),
    description: typeof description === 'string' ? description : '',
    required: required === true,
    default: declaration['default'],
    choices: listed,
    min: numberOr(min, minimum),
    max: numberOr(max, maximum),
  };
}

function kindOf({ type, default: preset }: Record<string, unknown>): ParameterKind {
  if (typeof type === 'string') return KINDS.get(type.toLowerCase()) ?? 'json';
  if (typeof preset === 'boolean') return 'boolean';
  if (typeof preset === 'number') return 'number';
  return typeof preset === 'object' && preset !== null ? 'json' : 'text';
}

export function typedDefaults(parameters: Parameter[]): Typed {
  return Object.fromEntries(parameters.map((item) => [item.name, asTyped(item, item.default)]));
}

export function asTyped({ kind, choices, required }: Parameter, value: unknown): TypedValue {
  // A flag may be left to the plugin, which a control with two states cannot show.
  if (kind === 'boolean') return required ? value === true : typeof value === 'boolean' ? String(value) : '';
  if (kind === 'choice') return String(choices.findIndex((choice) => jsonText(choice) === jsonText(value)));
  if (value === undefined || value === null) return kind === 'text' ? null : '';
  return kind === 'json' ? jsonText(value, 2) : typeof value === 'string' ? value : jsonText(value);
}

/** The parameters to send, and the errors. An empty field is not sent, because the plugin has its default. */
export function readTyped(
  parameters: Parameter[],
  typed: Typed,
): { values: Record<string, unknown>; faults: Record<string, ParameterFault> } {
  const values: [string, unknown][] = [];
  const faults: [string, ParameterFault][] = [];
  for (const item of parameters) {
    const read = readOne(item, typed[item.name] ?? null);
    if (read.fault) faults.push([item.name, read.fault]);
    else if (read.value !== undefined) values.push([item.name, read.value]);
  }
  // A parameter may have any name, even `__proto__`, which an assignment cannot make an own property.
  return { values: Object.fromEntries(values), faults: Object.fromEntries(faults) };
}

function readOne(item: Parameter, typed: TypedValue): { value?: unknown; fault?: ParameterFault } {
  if (typeof typed === 'boolean') return { value: typed };
  if (typed === null) return present(item, undefined);
  if (item.kind === 'text') return { value: typed };
  if (item.kind === 'boolean') return present(item, typed === '' ? undefined : typed === 'true');
  if (item.kind === 'choice') return present(item, item.choices[Number(typed)]);
  if (typed.trim() === '') return present(item, undefined);
  if (item.kind === 'json') {
    const outcome = parseJson(typed);
    if (inexactNumber(typed) !== undefined) return { fault: 'exact' };
    return outcome.ok ? { value: outcome.value } : { fault: 'json' };
  }
  if (!DECIMAL.test(typed.trim())) return { fault: 'number' };
  if (inexactNumber(typed) !== undefined) return { fault: 'exact' };
  return readNumber(item, Number(typed));
}

function readNumber({ kind, min, max }: Parameter, value: number): { value?: number; fault?: ParameterFault } {
  if (!Number.isFinite(value)) return { fault: 'number' };
  if (kind === 'integer' && !Number.isInteger(value)) return { fault: 'integer' };
  if (min !== undefined && value < min) return { fault: 'min' };
  if (max !== undefined && value > max) return { fault: 'max' };
  return { value };
}

function present({ required }: Parameter, value: unknown): { value?: unknown; fault?: ParameterFault } {
  return value === undefined && required ? { fault: 'required' } : { value };
}

function numberOr(...values: unknown[]): number | undefined {
  return values.find((value) => typeof value === 'number');
}
