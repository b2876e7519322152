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
        // Refuse pages of other sites: their requests would be sent with the token.
        bypass: ({ headers }) => (/^(cross|same)-site$/.test(String(headers['sec-fetch-site'])) ? false : undefined),
        configure(proxy) {
          // Do not send the page's cookies to the backend.
          proxy.on('proxyReq', (request) => request.removeHeader('Cookie'));
          // If the backend's answer breaks off, Vite by itself would leave the page waiting forever.
          proxy.on('proxyRes', (answer, _, response) => answer.once('close', () => answer.complete || response.destroy()));
        },
      },
    },
  },
});
