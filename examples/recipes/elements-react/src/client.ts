import { BackendClient } from 'synapse-backend-client';

// The proxy adds the token: see vite.config.ts.
export const client = new BackendClient({ baseUrl: '/synapse', credentials: 'same-origin' });
