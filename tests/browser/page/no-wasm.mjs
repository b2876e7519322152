// Loads the client in a page whose policy forbids WebAssembly.
const bytes = Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0);

const USES = {
  'new BackendClient': (m) => new m.BackendClient({ baseUrl: 'https://backend.example' }),
  init: (m) => m.init(),
  jobState: (m) => m.jobState({ status: 'failed' }),
  'slim, init': (m) => m.init(bytes),
  'slim, initSync': (m) => m.initSync(bytes),
};

window.run = async (how) => {
  const module = await import(how.startsWith('slim') ? '/pkg/slim.js' : '/pkg/index.js');
  try {
    return await USES[how](module);
  } catch ({ name, message, cause }) {
    return [name, message, cause.name];
  }
};
