import { existsSync, readFileSync } from 'node:fs'
import { z } from 'zod'
import type { StepResult } from './step.ts'

const reportSchema = z.object({
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number() }),
  errors: z.array(z.unknown()),
})

/** What Playwright wrote down of a run; without a report, nothing ran. */
export function readPlaywrightReport(reportFile: string, exitCode: number): StepResult {
  if (!existsSync(reportFile)) return { passed: 0, failed: 1 }
  const { stats, errors } = reportSchema.parse(JSON.parse(readFileSync(reportFile, 'utf8')))
  const failed = stats.unexpected + errors.length
  return {
    passed: stats.expected + stats.flaky,
    failed: exitCode === 0 || failed > 0 ? failed : 1,
  }
}
