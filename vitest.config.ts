import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    environment: 'node',
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
