// The backend that the examples use.

/** Reads the options of a `BackendClient` from the environment. If one is missing, prints a message and exits. */
export function settings() {
  const { SYNAPSE_BASE_URL: baseUrl, SYNAPSE_API_TOKEN: apiToken } = process.env;
  if (baseUrl && apiToken) return { baseUrl, apiToken };
  const missing = baseUrl ? 'SYNAPSE_API_TOKEN (your access token)' : 'SYNAPSE_BASE_URL (where the backend is)';
  console.error(`Set ${missing}. For example, with the sandbox of \`npm run sandbox\`:

  SYNAPSE_BASE_URL=http://127.0.0.1:8787 SYNAPSE_API_TOKEN=sandbox-token node ${process.argv[1]}`);
  process.exit(1);
}
