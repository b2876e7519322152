// Counts the cost of a call where times would be unreliable: calls into and out of the module, and the objects that are made.
import { createHook } from 'node:async_hooks';

const counts = { imports: 0, exports: 0, texts: 0, promises: 0 };
const count = (name) => counts[name]++;

/** Returns how often each event happened during `work` per call, to two decimal places. */
export async function countPer(calls, work) {
  for (const name of Object.keys(counts)) counts[name] = 0;
  const promises = createHook({ init: (_, type) => type === 'PROMISE' && count('promises') }).enable();
  await work();
  promises.disable();
  return mapValues(counts, (total) => Math.round((100 * total) / calls) / 100);
}

/** Starts counting. The module must not have been started yet. Returns a function that returns the module's memory, in bytes. */
export function instrument() {
  let memory;
  WebAssembly.Instance = new Proxy(WebAssembly.Instance, {
    construct(Instance, [module, imports]) {
      const { exports } = new Instance(module, mapValues(imports, (names) => wrapped(names, 'imports')));
      memory = exports.memory;
      return { exports: wrapped(exports, 'exports') };
    },
  });
  countConstructions('AbortController', 'controllers');
  countConstructions('Headers', 'headers');
  countConstructions('Request', 'requests');
  countCalls(globalThis, 'setTimeout', 'timers');
  countCalls(FinalizationRegistry.prototype, 'register', 'finalizers');
  countCalls(EventTarget.prototype, 'addEventListener', 'listeners');
  // Texts from the module are decoded. ASCII texts into the module are written byte by byte.
  countCalls(TextDecoder.prototype, 'decode', 'texts');
  return () => memory.buffer.byteLength;
}

const mapValues = (object, map) => Object.fromEntries(Object.entries(object).map(([name, value]) => [name, map(value)]));

function wrapped(functions, name) {
  return mapValues(functions, (value) => {
    if (typeof value !== 'function') return value;
    return (...args) => {
      count(name);
      return value(...args);
    };
  });
}

function countConstructions(constructor, name) {
  counts[name] = 0;
  globalThis[constructor] = new Proxy(globalThis[constructor], {
    construct(target, args, newTarget) {
      count(name);
      return Reflect.construct(target, args, newTarget);
    },
  });
}

function countCalls(object, method, name) {
  counts[name] = 0;
  const original = object[method];
  object[method] = function (...args) {
    count(name);
    return original.apply(this, args);
  };
}
