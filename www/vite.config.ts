import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'vite';

/** The client is this repository's own: taken from where `npm run build` at its root puts it. */
export const client = { 'synapse-backend-client': fileURLToPath(new URL('../pkg/index.js', import.meta.url)) };

// 'wasm-unsafe-eval' is for the client; connect-src is open since the backend is whichever the user names.
const POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self'",
  'connect-src *',
  "base-uri 'none'",
  "form-action 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');

/** Only in what is built: the dev server's hot reload needs inline styles and scripts. */
function contentSecurityPolicy(): Plugin {
  return {
    name: 'content-security-policy',
    apply: 'build',
    transformIndexHtml: () => [
      { tag: 'meta', attrs: { 'http-equiv': 'Content-Security-Policy', content: POLICY }, injectTo: 'head-prepend' },
    ],
  };
}

export default defineConfig({
  // Relative: the console works under /console/ as in any other folder.
  base: './',
  resolve: { alias: client },
  plugins: [contentSecurityPolicy()],
  build: {
    target: 'es2022',
    // A data: URL would be against the policy, and so would be the polyfill's inline script.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 400,
  },
  server: { host: '127.0.0.1' },
});
