import js from '@eslint/js';

const readonly = (names) => Object.fromEntries(names.map((name) => [name, 'readonly']));

export default [
  { ignores: ['pkg/', 'target/', 'docs/api/', 'www/dist/', '.sandbox/', 'examples/recipes/*/dist/', '**/.next/'] },
  js.configs.recommended,
  {
    // The globals of this Node are those that Node 20 and a browser's window share, and more.
    languageOptions: { globals: readonly(Object.getOwnPropertyNames(globalThis)) },
    rules: {
      eqeqeq: 'error',
      'max-len': ['error', { code: 140, ignoreUrls: true, ignoreTemplateLiterals: true }],
      'no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'no-var': 'error',
      'prefer-const': 'error',
    },
  },
  { files: ['src/js/lazy-builtins.js'], languageOptions: { globals: readonly(['require']) } },
  {
    files: ['src/js/**', 'tests/browser/**', 'www/**'],
    languageOptions: { globals: readonly(['document', 'location', 'self', 'window', 'XMLHttpRequest']) },
  },
];
