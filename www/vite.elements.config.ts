// The custom elements, as the entry of the package that has them. The client is not in it: it is the package's main entry.
import { defineConfig } from 'vite';

export default defineConfig({
  // A library's build leaves this to its user's bundler; this one is for pages without a bundler, too.
  define: { 'process.env.NODE_ENV': '"production"' },
  build: {
    target: 'es2022',
    // The first with light-dark(): what stands for it elsewhere follows the device, and not the page.
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
