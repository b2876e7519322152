// The parts as one file of custom elements. The client is not in it: the page that embeds them has it already.
import { defineConfig } from 'vite';

export default defineConfig({
  // A library's build leaves this to its user's bundler; this one is for pages without a bundler, too.
  define: { 'process.env.NODE_ENV': '"production"' },
  build: {
    target: 'es2022',
    outDir: 'dist/parts',
    lib: { entry: 'src/parts/index.tsx', formats: ['es'], fileName: 'synapse-parts' },
    rolldownOptions: { external: ['synapse-backend-client'], output: { codeSplitting: false } },
  },
});
