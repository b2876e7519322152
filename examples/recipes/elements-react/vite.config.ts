import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const { SYNAPSE_BASE_URL = 'http://127.0.0.1:8787', SYNAPSE_API_TOKEN = 'sandbox-token' } = process.env;

export default defineConfig({
  plugins: [react()],
  server: {
    proxy: {
      // The token stays here. In production, a proxy of your own server does this.
      '/synapse/': {
        target: SYNAPSE_BASE_URL,
        changeOrigin: true,
        rewrite: (path) => path.replace(/^\/synapse/, ''),
        headers: { 'Synapse-Access-Token': `Token ${SYNAPSE_API_TOKEN}` },
        // A page of another site must not act with the token.
        bypass: ({ headers }) => (/^(cross|same)-site$/.test(String(headers['sec-fetch-site'])) ? false : undefined),
        configure(proxy) {
          // What the page's host has in cookies is not the backend's business.
          proxy.on('proxyReq', (request) => request.removeHeader('Cookie'));
          // Where the backend breaks off, Vite alone would let the page wait for ever.
          proxy.on('proxyRes', (answer, _, response) => answer.once('close', () => answer.complete || response.destroy()));
        },
      },
    },
  },
});
