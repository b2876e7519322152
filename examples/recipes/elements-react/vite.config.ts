import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const { SYNAPSE_BASE_URL = 'http://127.0.0.1:8787', SYNAPSE_API_TOKEN = 'sandbox-token' } = process.env;

export default defineConfig({
  plugins: [react()],
  server: {
    proxy: {
      // The token stays here. In production, a proxy of your own server does this.
      '/synapse': {
        target: SYNAPSE_BASE_URL,
        changeOrigin: true,
        rewrite: (path) => path.replace(/^\/synapse/, ''),
        headers: { 'Synapse-Access-Token': `Token ${SYNAPSE_API_TOKEN}` },
      },
    },
  },
});
