import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

/** Ends what hangs; how long a test takes is the machine's business, which others may be using, too. */
const HANGS_AFTER_MS = 60_000
/** What is waited for and has not come by then will not. */
const COMES_WITHIN_MS = 30_000

export default defineConfig({
  test: {
    environment: 'node',
    // Half of the time goes into waiting for processes and exchanges: no core is kept free beside that.
    maxWorkers: availableParallelism(),
    testTimeout: HANGS_AFTER_MS,
    hookTimeout: HANGS_AFTER_MS,
    expect: { poll: { timeout: COMES_WITHIN_MS } },
    include: [
      '{app,main,build,renderer}/**/*.test.{ts,tsx}',
      'e2e/{fake-exchange,crashes,conformance}/**/*.test.ts',
    ],
    coverage: {
      provider: 'v8',
      include: ['app/**/*.ts'],
      exclude: ['**/*.test.ts', '**/*.suite.ts', '**/*.d.ts'],
      reporter: ['text-summary', 'html', 'json-summary', 'lcovonly'],
      reportOnFailure: true,
      thresholds: { lines: 90 },
    },
  },
})
