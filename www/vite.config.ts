import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import { defineConfig, type Plugin } from 'vite';

const CLIENT = fileURLToPath(new URL('../pkg/index.js', import.meta.url));

/** What the first view has in common with every page, in one file: many small ones are larger together. */
const BASE = [
  /node_modules\/@?preact\//,
  /\/src\/i18n\/(?!ko|en-later)/,
  /\/src\/state\/(?!saved-filters|watched-jobs|connecting|go-home|focus-refused|use-(?:action|page|scope|unsaved)|recorded|code-style)/,
  /\/src\/ui\/(?:basics|code-button|dialog|freshness|icon|later|page-head|paged|states|table|use-now)\./,
  /\/src\/lib\/(?:format|is-object|names|paging|status|unreachable)\./,
];
const isBase = (id: string) => BASE.some((pattern) => pattern.test(id));

/** What forms have in common, for the same reason. */
const FORMS = /\/src\/(?:ui\/(?:field|json|json-field|lines-field|other-errors)|state\/(?:focus-refused|use-(?:action|unsaved))|lib\/(?:field-errors|json-source|providers|secrets))\./;

/** Bytes of JavaScript, brotli, that the first view may take beside the client. */
const BUDGET = 24_000;

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
  // For the log's search worker, whose address that policy knows alone.
  'trusted-types log-search',
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

/** What the page asks for by itself is held against the budget; what pages load when they are gone to is not. */
function sizeBudget(): Plugin {
  return {
    name: 'size-budget',
    apply: 'build',
    writeBundle({ dir }) {
      const html = readFileSync(`${dir}/index.html`, 'utf8');
      const files = [...html.matchAll(/(?:src|href)="\.\/(assets\/[^"]+\.js)"/g)].map(([, path]) => path!);
      const own = files.filter((path) => !path.startsWith('assets/client-'));
      const size = own.reduce((sum, path) => sum + brotliCompressSync(readFileSync(`${dir}/${path}`)).length, 0);
      const words = `the console's first view takes ${size} bytes of JavaScript (brotli) beside the client, of at most ${BUDGET}`;
      if (size > BUDGET) this.error(`${words}: load what it does not need at once with import(), or raise BUDGET in www/vite.config.ts`);
    },
  };
}

export default defineConfig({
  // Relative: the console works under /console/ as in any other folder.
  base: './',
  // The client is this repository's own: taken from where `npm run build` at its root puts it.
  resolve: { alias: { 'synapse-backend-client': CLIENT } },
  plugins: [contentSecurityPolicy(), sizeBudget()],
  build: {
    target: 'es2022',
    // A data: URL would be against the policy, and so would be the polyfill's inline script.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 400,
    // The client in a file of its own: it is fetched beside the console, and kept while only the console changes.
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'client', test: (id) => id === CLIENT },
            { name: 'base', test: isBase },
            { name: 'forms', test: FORMS },
          ],
        },
      },
    },
  },
  server: { host: '127.0.0.1' },
});
