import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { startTestDesktop } from '../desktop/test-desktop.ts'
import { buildApp } from '../setup/build-app.ts'
import { projectFolder } from '../setup/project-folder.ts'
import { runAttached } from '../setup/run-attached.ts'
import { readPlaywrightReport } from './playwright-report.ts'
import type { StepResult } from './step.ts'

const reportFile = join(projectFolder, 'test-results', 'e2e.json')

/** Builds the application and runs the stories against it in a real Electron. */
export async function runWindowTests(playwrightArguments: readonly string[]): Promise<StepResult> {
  if (!(await buildApp())) return { passed: 0, failed: 1, note: 'the build failed' }
  const desktop = await startTestDesktop()
  try {
    rmSync(reportFile, { force: true })
    const playwright = join(projectFolder, 'node_modules', '@playwright', 'test', 'cli.js')
    const args = [playwright, 'test', ...playwrightArguments]
    const env = { ...process.env, ...desktop.env }
    return readPlaywrightReport(reportFile, await runAttached(process.execPath, args, { env }))
  } finally {
    await desktop.stop()
  }
}
