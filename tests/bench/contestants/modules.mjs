// The files of the libraries, to import or measure one of them alone.

export const modules = [
  { name: 'fetch', file: 'fetch.mjs' },
  { name: 'synapse-backend-client', file: 'client.mjs' },
  { name: 'openapi-fetch', file: 'openapi-fetch.mjs' },
  { name: 'hey-api', file: 'hey-api.mjs' },
  { name: 'ofetch', file: 'ofetch.mjs' },
  { name: 'ky', file: 'ky.mjs' },
  { name: 'axios', file: 'axios.mjs' },
];
