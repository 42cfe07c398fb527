import { join } from 'node:path'
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import { recordBundledPackages } from './build/package/bundled-packages.ts'

// The oldest runtime that must work: Electron 33, that is Node 20.18 and Chromium 130.
const nodeTarget = 'node20.18'
const chromiumTarget = 'chrome130'

// Native modules cannot be bundled, ccxt is too large to be, and piscina starts threads from a file of its own; all else is
// bundled for a fast start.
const loadedFromNodeModules = ['better-sqlite3', 'keytar', 'piscina', /^ccxt(\/|$)/]

const recordPackages = (bundle: string) =>
  recordBundledPackages(join(import.meta.dirname, 'out', 'bundled-packages', `${bundle}.json`))

export default defineConfig({
  main: {
    plugins: [recordPackages('main')],
    build: {
      outDir: 'out/main',
      target: nodeTarget,
      externalizeDeps: false,
      rolldownOptions: {
        input: {
          index: 'main/index.ts',
          'backtest-worker': 'app/backtest/workers/backtest-worker.ts',
          'research-worker': 'main/research/research-worker.ts',
          'data-worker': 'main/data/data-worker.ts',
          'market-worker': 'main/markets/market-worker.ts',
        },
        external: loadedFromNodeModules,
        // Side by side, as in the sources: the worker is found beside the file that starts it.
        output: { chunkFileNames: '[name]-[hash].js' },
      },
    },
  },
  preload: {
    plugins: [recordPackages('preload')],
    build: {
      outDir: 'out/preload',
      target: nodeTarget,
      // A sandboxed preload script can require nothing but electron, and must be CommonJS.
      externalizeDeps: false,
      rolldownOptions: {
        // Nothing is shared between the two: each is one file, as a sandboxed script has to be.
        input: { index: 'main/preload/index.ts', 'key-window': 'main/preload/key-window.ts' },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'renderer',
    plugins: [react(), tailwindcss(), recordPackages('renderer')],
    build: {
      outDir: 'out/renderer',
      target: chromiumTarget,
      minify: true,
      sourcemap: false,
      // One script from the disk starts faster than several.
      chunkSizeWarningLimit: 700,
      // Inlined files would be data: URLs, which the content security policy refuses.
      assetsInlineLimit: 0,
      rolldownOptions: { input: join(import.meta.dirname, 'renderer', 'index.html') },
    },
  },
})
