import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { startTestDesktop } from '../desktop/test-desktop.ts'
import { buildApp } from '../setup/build-app.ts'
import { projectFolder } from '../setup/project-folder.ts'
import { runAttached } from '../setup/run-attached.ts'
import type { StepResult } from './step.ts'

const reportFile = join(projectFolder, 'test-results', 'e2e.json')
const nothingRan: StepResult = { passed: 0, failed: 1 }

const reportSchema = z.object({
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number() }),
  errors: z.array(z.unknown()),
})

/** Builds the application and runs the stories against it in a real Electron. */
export async function runWindowTests(playwrightArguments: readonly string[]): Promise<StepResult> {
  if (!(await buildApp())) return { ...nothingRan, note: 'the build failed' }
  const desktop = await startTestDesktop()
  try {
    rmSync(reportFile, { force: true })
    const playwright = join(projectFolder, 'node_modules', '@playwright', 'test', 'cli.js')
    const args = [playwright, 'test', ...playwrightArguments]
    const env = { ...process.env, ...desktop.env }
    return readReport(await runAttached(process.execPath, args, { env }))
  } finally {
    await desktop.stop()
  }
}

function readReport(exitCode: number): StepResult {
  if (!existsSync(reportFile)) return nothingRan
  const { stats, errors } = reportSchema.parse(JSON.parse(readFileSync(reportFile, 'utf8')))
  const failed = stats.unexpected + errors.length
  return {
    passed: stats.expected + stats.flaky,
    failed: exitCode === 0 || failed > 0 ? failed : 1,
  }
}
