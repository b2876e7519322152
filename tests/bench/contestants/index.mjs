// The libraries to compare. Each module is independent, so that it can be downloaded, imported and measured alone.
import * as axios from './axios.mjs';
import * as client from './client.mjs';
import * as fetchWithTimeout from './fetch-with-timeout.mjs';
import * as fetch from './fetch.mjs';
import * as heyApi from './hey-api.mjs';
import * as ky from './ky.mjs';
import * as ofetch from './ofetch.mjs';
import * as openapiFetch from './openapi-fetch.mjs';

export const contestants = [
  { name: 'fetch', ...fetch },
  { name: 'fetch with a timeout', ...fetchWithTimeout },
  { name: 'synapse-backend-client', ...client },
  { name: 'openapi-fetch', ...openapiFetch },
  { name: 'hey-api', ...heyApi },
  { name: 'ofetch', ...ofetch },
  { name: 'ky', ...ky },
  { name: 'axios', ...axios },
];
