// Builds the custom elements, as an entry of the package. It imports the client from the main entry.
import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'vite';
import { en } from './src/i18n/en.ts';
import { enLater } from './src/i18n/en-later.ts';
import { ko } from './src/i18n/ko.ts';

/** The prefixes of the messages that the elements use. Other messages of the console are left out. */
const SHOWN = ['common', 'error', 'field', 'log', 'upload'];
const MESSAGES: Record<string, [name: string, messages: object]> = { en: ['en', en], 'en-later': ['enLater', enLater], ko: ['ko', ko] };
const beginning = (key: string) => key.split('.')[0]!;

function ownMessages(): Plugin {
  const others = new Set(Object.keys(ko).map(beginning).filter((word) => !SHOWN.includes(word)));
  const otherKey = new RegExp(`["'\`](?:${[...others].join('|')})\\.[\\w.]*`);
  return {
    name: 'own-messages',
    enforce: 'pre',
    load(id) {
      const [, file = ''] = /\/i18n\/(en|en-later|ko)\.ts$/.exec(id) ?? [];
      const [name, messages] = MESSAGES[file] ?? [];
      if (!messages) return null;
      const shown = Object.entries(messages).filter(([key]) => SHOWN.includes(beginning(key)));
      return `export const ${name} = ${JSON.stringify(Object.fromEntries(shown))};`;
    },
    generateBundle(_, files) {
      for (const file of Object.values(files)) {
        const [missing] = (file.type === 'chunk' && otherKey.exec(file.code)) || [];
        if (missing) this.error(`${file.fileName} shows the message ${missing}…: SHOWN in www/vite.elements.config.ts leaves it out`);
      }
    },
  };
}

/** The state of the console belongs to its own page: the address, the history, the storage, the document. The elements are in foreign pages. */
function withoutPageState(): Plugin {
  return {
    name: 'without-page-state',
    generateBundle(_, files) {
      const modules = Object.values(files).flatMap((file) => (file.type === 'chunk' ? file.moduleIds : []));
      const own = modules.find((id) => /\/src\/(?:state|pages)\//.test(id));
      if (own) this.error(`the elements import ${own}, which is for the console's own page only`);
    },
  };
}

export default defineConfig({
  plugins: [ownMessages(), withoutPageState()],
  // A single file contains its worker.
  resolve: {
    alias: [{ find: './open-worker', replacement: fileURLToPath(new URL('src/parts/job-log/open-worker.inline', import.meta.url)) }],
  },
  // Bundlers of applications usually do this for a library. This file is also for pages without a bundler.
  define: { 'process.env.NODE_ENV': '"production"' },
  build: {
    target: 'es2022',
    // The first versions with light-dark(). The fallback of older ones would follow the device instead of the page.
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    outDir: '../pkg',
    emptyOutDir: false,
    minify: true,
    lib: {
      entry: 'src/elements/index.tsx',
      formats: ['es', 'cjs'],
      fileName: (format) => (format === 'es' ? 'elements.js' : 'elements.cjs'),
    },
    rolldownOptions: { external: ['synapse-backend-client'], output: { codeSplitting: false, minify: true } },
  },
});
