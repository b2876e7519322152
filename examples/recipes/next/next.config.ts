import type { NextConfig } from 'next';

const config: NextConfig = {
  // Otherwise Next redirects /synapse/jobs/ to /synapse/jobs, and the client does not follow redirects.
  skipTrailingSlashRedirect: true,
};

export default config;
