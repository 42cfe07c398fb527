import { defineConfig } from '@playwright/test'

/** Stories that install the built package on this machine; run by build/steps/installer-tests.ts. */
export default defineConfig({
  testDir: 'e2e/installers',
  outputDir: 'test-results/installers',
  workers: 1,
  retries: 0,
  timeout: 120_000,
  expect: { timeout: 20_000 },
  forbidOnly: process.env.CI !== undefined,
  reporter: [['list'], ['json', { outputFile: 'test-results/installers.json' }]],
})
