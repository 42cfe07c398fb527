import { describeFailure, type Failure } from './failure.ts'

/** What one part of the checks found. Counts as they appear on the last line. */
export type StepResult = {
  readonly passed: number
  readonly failed: number
  readonly note?: string
  readonly failures?: readonly Failure[]
}

export type Step = { readonly name: string; readonly run: () => Promise<StepResult> }

/** Runs every step, also after one that failed, so that the user sees everything at once. */
export async function runSteps(steps: readonly Step[]): Promise<number> {
  let interrupted = false
  const interrupt = () => {
    interrupted = true
  }
  process.once('SIGINT', interrupt).once('SIGTERM', interrupt)
  const results: StepResult[] = []
  const summary: string[] = []
  for (const { name, run } of steps) {
    if (interrupted) break
    console.log(`\n== ${name}`)
    const startedMs = performance.now()
    const result = await run()
    const seconds = ((performance.now() - startedMs) / 1000).toFixed(1)
    results.push(result)
    summary.push(
      `${result.failed === 0 ? 'ok    ' : 'FAILED'} ${name} (${summarise(result, seconds)})`,
    )
  }
  for (const failure of results.flatMap(({ failures }) => failures ?? [])) {
    console.log(`\n${describeFailure(failure)}`)
  }
  console.log(`\n${summary.join('\n')}\n`)
  if (interrupted) return 130
  const passed = results.reduce((sum, result) => sum + result.passed, 0)
  const failed = results.reduce((sum, result) => sum + result.failed, 0)
  console.log(`${passed} passed, ${failed} failed`)
  return failed === 0 ? 0 : 1
}

function summarise({ passed, failed, note }: StepResult, seconds: string): string {
  const counts = passed + failed > 1 ? [`${passed} passed, ${failed} failed`] : []
  return [...counts, ...(note === undefined ? [] : [note]), `${seconds} s`].join('; ')
}

/** The result of a step that is one check. */
export function oneCheck(isPassed: boolean, note?: string): StepResult {
  const counts = isPassed ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }
  return note === undefined ? counts : { ...counts, note }
}
