import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { startTestDesktop } from '../desktop/test-desktop.ts'
import { ensureLinuxPackages } from '../setup/ensure-linux-packages.ts'
import { findCommand } from '../setup/find-missing-packages.ts'
import { desktopFilePackages } from '../setup/linux-packages.ts'
import { projectFolder } from '../setup/project-folder.ts'
import { runAttached } from '../setup/run-attached.ts'
import { readPlaywrightReport } from './playwright-report.ts'
import type { StepResult } from './step.ts'

const packages = join(projectFolder, 'dist', 'installer-tests')
const reportFile = join(projectFolder, 'test-results', 'installers.json')

/** The version that is upgraded; older than any that there will be. */
const olderVersion = '0.0.9'

/** Builds this system's package twice, under two versions, and runs the stories that install it. */
export async function runInstallerTests(): Promise<StepResult> {
  if (!canInstall())
    return { passed: 0, failed: 0, note: 'installs a deb, which takes root and apt' }
  await ensureLinuxPackages(desktopFilePackages, 'to check what desktops read')
  for (const [kind, version] of [
    ['older', ['--version', olderVersion]],
    ['current', []],
  ] as const) {
    if ((await buildDeb(join(packages, kind), version)) !== 0) {
      return { passed: 0, failed: 1, note: 'the package could not be built' }
    }
  }
  const desktop = await startTestDesktop()
  try {
    rmSync(reportFile, { force: true })
    const playwright = join(projectFolder, 'node_modules', '@playwright', 'test', 'cli.js')
    const args = [playwright, 'test', '--config', 'playwright.installers.config.ts']
    const env = { ...process.env, ...desktop.env }
    return readPlaywrightReport(reportFile, await runAttached(process.execPath, args, { env }))
  } finally {
    await desktop.stop()
    rmSync(packages, { recursive: true, force: true })
  }
}

function canInstall(): boolean {
  return process.getuid?.() === 0 && findCommand('apt-get') !== undefined
}

function buildDeb(output: string, more: readonly string[]): Promise<number> {
  rmSync(output, { recursive: true, force: true })
  const script = join(projectFolder, 'build', 'package.ts')
  const options = ['--linux', '--target', 'deb', '--quick', '--output', output]
  return runAttached(process.execPath, [script, ...options, ...more])
}
