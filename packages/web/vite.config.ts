import react from '@vitejs/plugin-react'
import { defaultClientConditions, defineConfig } from 'vite'
import { packs } from './build/packs.ts'
import { song } from './build/song.ts'

// What is built is for readers, whoever builds it: a test runner's NODE_ENV would make it a development build.
export default defineConfig(({ command }) => {
  if (command === 'build') process.env['NODE_ENV'] = 'production'
  return {
    plugins: [react(), packs(), song()],
    // Rules are read in a worker, which has no document to decode names with.
    resolve: { conditions: ['source', 'worker', ...defaultClientConditions] },
    build: {
      target: 'es2022', sourcemap: false, assetsInlineLimit: 0,
    },
    worker: { format: 'es' },
    server: { port: 8021, strictPort: true },
  }
})
