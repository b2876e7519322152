import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import { defineConfig, type Plugin } from 'vite';

const CLIENT = fileURLToPath(new URL('../pkg/index.js', import.meta.url));

/** The modules that the first view shares with every page, in one file, because many small files are larger in total. */
const BASE = [
  /node_modules\/@?preact\//,
  /\/src\/i18n\/(?!ko|en-later)/,
  /\/src\/state\/(?!saved-filters|watched-jobs|connecting|known-connections|go-home|focus-refused|use-(?:action|page|scope|unsaved)|recorded|code-style)/,
  /\/src\/ui\/(?:basics|code-button|freshness|icon|later|page-head|paged|states|table|use-now)\./,
  /\/src\/lib\/(?:format|is-object|names|paging|status|unreachable)\./,
];
const isBase = (id: string) => BASE.some((pattern) => pattern.test(id));

/** The modules that forms share, for the same reason. */
const FORMS = /\/src\/(?:ui\/(?:copy-button|field|json|json-field|lines-field|other-errors)|state\/(?:focus-refused|use-(?:action|unsaved))|lib\/(?:field-errors|json-source|providers|secrets))\./;

/** The budget of the first view without the client, in bytes of JavaScript after brotli. */
const BUDGET = 24_000;

// 'wasm-unsafe-eval' is for the client. connect-src is open, because the user chooses the backend.
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
  // For the search worker of logs, whose URL is the only one that the policy allows.
  'trusted-types log-search',
].join('; ');

/** Only in the build, because the hot reload of the dev server needs inline styles and scripts. */
function contentSecurityPolicy(): Plugin {
  return {
    name: 'content-security-policy',
    apply: 'build',
    transformIndexHtml: () => [
      { tag: 'meta', attrs: { 'http-equiv': 'Content-Security-Policy', content: POLICY }, injectTo: 'head-prepend' },
    ],
  };
}

/** The budget applies to files that the page loads by itself, not to files of pages that the user opens. */
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
  // Relative, so that the console works in any folder, such as /console/.
  base: './',
  // The client of this repository, from the folder into which `npm run build` at the root puts it.
  resolve: { alias: { 'synapse-backend-client': CLIENT } },
  plugins: [contentSecurityPolicy(), sizeBudget()],
  build: {
    target: 'es2022',
    // The policy forbids data: URLs, and the inline script of the polyfill.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 400,
    // The client is a separate file. It is loaded in parallel, and stays cached when only the console changes.
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
