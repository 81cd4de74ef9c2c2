import react from '@vitejs/plugin-react';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const at = (path) => fileURLToPath(new URL(path, import.meta.url));

// what a strict content security policy allows: files of our own, nothing inline, no data: addresses
export default defineConfig({
  root: at('web'),
  base: './',
  publicDir: false,
  plugins: [react()],
  build: {
    outDir: at('dist/web'),
    emptyOutDir: true,
    manifest: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: ['chrome123', 'firefox121', 'safari17.5'],
    rollupOptions: {
      input: at('web/main.tsx'),
      output: {
        entryFileNames: 'dashboard-[hash].js',
        chunkFileNames: 'dashboard-[name]-[hash].js',
        assetFileNames: 'dashboard-[hash][extname]',
      },
    },
  },
});
