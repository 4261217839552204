import react from '@vitejs/plugin-react'
import { defaultClientConditions, defineConfig } from 'vite'
import { packs } from './build/packs.ts'
import { song } from './build/song.ts'

export default defineConfig({
  plugins: [react(), packs(), song()],
  resolve: { conditions: ['source', ...defaultClientConditions] },
  build: {
    target: 'es2022', sourcemap: false, manifest: true, assetsInlineLimit: 0,
  },
  server: { port: 8021, strictPort: true },
})
