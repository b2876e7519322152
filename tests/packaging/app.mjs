// The small app that runs in every environment: a list, an error caught by its class, an upload. It returns what it saw.
export async function app({ BackendClient, NotFoundError }, baseUrl) {
  const client = new BackendClient({ baseUrl, apiToken: 'token', retry: false });
  const [jobs, count] = await client.listJobs();
  const isNotFound = await client.getJob(404).catch((error) => error instanceof NotFoundError);
  const release = await client.createPluginRelease({ plugin: 1, version: '1.0.0', file: new Blob(['hello']) });
  return `${jobs.length} of ${count} jobs, not found: ${isNotFound}, uploaded: ${release.isWhole}`;
}
