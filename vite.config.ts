import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** The workbench. `vite` alone serves it with hot reload against a desk on the usual port. */
export default defineConfig({
  root: 'src/web',
  base: '/',
  plugins: [react()],
  build: {
    outDir: '../../dist/web',
    emptyOutDir: true,
    target: 'es2022',
    reportCompressedSize: false,
    chunkSizeWarningLimit: 1200,
  },
  server: {
    proxy: { '/api': 'http://127.0.0.1:4600', '/files': 'http://127.0.0.1:4600' },
  },
})
