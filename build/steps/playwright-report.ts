import { existsSync, readFileSync } from 'node:fs'
import { z } from 'zod'
import type { Failure } from './failure.ts'
import type { StepResult } from './step.ts'

const errorSchema = z.object({ message: z.string().default('') })

const specSchema = z.object({
  title: z.string(),
  file: z.string(),
  line: z.number(),
  tests: z.array(
    z.object({
      status: z.string(),
      results: z.array(z.object({ errors: z.array(errorSchema) })),
    }),
  ),
})

const suiteSchema = z.object({
  specs: z.array(specSchema),
  get suites() {
    return z.array(suiteSchema).optional()
  },
})

const reportSchema = z.object({
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number() }),
  errors: z.array(errorSchema),
  suites: z.array(suiteSchema),
})

type Suite = z.infer<typeof suiteSchema>

/** What Playwright wrote down of a run; without a report, nothing ran. */
export function readPlaywrightReport(reportFile: string, exitCode: number): StepResult {
  if (!existsSync(reportFile)) return { passed: 0, failed: 1 }
  const { stats, errors, suites } = reportSchema.parse(JSON.parse(readFileSync(reportFile, 'utf8')))
  const failed = stats.unexpected + errors.length
  return {
    passed: stats.expected + stats.flaky,
    failed: exitCode === 0 || failed > 0 ? failed : 1,
    failures: [
      ...errors.map(({ message }) => ({ test: 'Playwright', message })),
      ...suites.flatMap(failuresOf),
    ],
  }
}

function failuresOf({ specs, suites = [] }: Suite): Failure[] {
  const own = specs.flatMap(({ title, file, line, tests }) =>
    tests
      .filter(({ status }) => status === 'unexpected')
      .map(({ results }) => ({
        test: `${file}:${line}: ${title}`,
        message: results.flatMap(({ errors }) => errors.map(({ message }) => message)).join('\n'),
      })),
  )
  return [...own, ...suites.flatMap(failuresOf)]
}
