import { defineConfig } from 'vite'

/** One classic script, dist/widget/widget.js: what a shop's page loads. At most 30 kB gzip. */
export default defineConfig({
  root: new URL('.', import.meta.url).pathname,
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: new URL('../../dist/widget', import.meta.url).pathname,
    emptyOutDir: true,
    // Chinese phones' in-app browsers lag years behind; these are of 2021.
    target: ['chrome86', 'safari15', 'firefox90'],
    lib: { entry: 'main.tsx', formats: ['iife'], name: 'peakdeskWidget', fileName: () => 'widget.js' },
  },
})
