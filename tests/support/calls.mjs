// One call of each kind that retries distinguish. Whether a POST or PATCH is repeat-safe depends on what it does: that of agents and jobs
// is, the other POSTs are not.

const file = new Blob(['PK\u0003\u0004'], { type: 'application/zip' });

export const CALLS = [
  { title: 'GET', repeatSafe: true, send: (client, options) => client.getPlugin(7, options) },
  { title: 'PUT', repeatSafe: true, send: (client, options) => client.updatePlugin(7, { name: 'p' }, options) },
  { title: 'PATCH', repeatSafe: true, send: (client, options) => client.updateJob(7, { progress: 50 }, options) },
  { title: 'repeat-safe POST', repeatSafe: true, send: (client, options) => client.healthCheckAgent('a-token', options) },
  { title: 'POST', repeatSafe: false, send: (client, options) => client.createPlugin({ name: 'p' }, options) },
  {
    title: 'multipart POST',
    repeatSafe: false,
    send: (client, options) => client.createPluginRelease({ plugin: 1, version: '1.0', file }, options),
  },
  {
    title: 'PATCH of request()',
    repeatSafe: false,
    send: (client, options) => client.request('PATCH', '/x/', { data: { a: 1 }, ...options }),
  },
];

export const [GET, PUT, PATCH, SAFE_POST, POST, MULTIPART] = CALLS;
