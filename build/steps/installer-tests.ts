import { generateKeyPairSync } from 'node:crypto'
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { createServer } from 'node:net'
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

/** Builds this system's packages, the deb under two versions, and runs the stories that install them. */
export async function runInstallerTests(
  playwrightArguments: readonly string[] = [],
): Promise<StepResult> {
  if (!canInstall())
    return { passed: 0, failed: 0, note: 'installs a deb, which takes root and apt' }
  await ensureLinuxPackages(desktopFilePackages, 'to check what desktops read')
  const release = await releaseSettings()
  for (const [kind, options] of [
    ['older', ['--target', 'deb', '--version', olderVersion]],
    ['current', ['--target', 'deb', '--target', 'rpm', '--target', 'tar.gz']],
  ] as const) {
    if ((await buildPackages(join(packages, kind), options, release)) !== 0) {
      return { passed: 0, failed: 1, note: 'the packages could not be built' }
    }
  }
  const desktop = await startTestDesktop()
  try {
    rmSync(reportFile, { force: true })
    const playwright = join(projectFolder, 'node_modules', '@playwright', 'test', 'cli.js')
    const config = ['--config', 'playwright.installers.config.ts']
    const args = [playwright, 'test', ...config, ...playwrightArguments]
    const env = { ...process.env, ...desktop.env, ...release }
    return readPlaywrightReport(reportFile, await runAttached(process.execPath, args, { env }))
  } finally {
    await desktop.stop()
    rmSync(packages, { recursive: true, force: true })
  }
}

function canInstall(): boolean {
  return process.getuid?.() === 0 && findCommand('apt-get') !== undefined
}

/** What a release sets: where it looks for the next one, and the key that signs what it finds there. */
async function releaseSettings(): Promise<Readonly<Record<string, string>>> {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  return {
    CRYPTOBOT_UPDATE_URL: `http://127.0.0.1:${await freePort()}/`,
    CRYPTOBOT_UPDATE_PUBLIC_KEY: publicKey
      .export({ format: 'der', type: 'spki' })
      .toString('base64'),
    CRYPTOBOT_FEED_KEY: privateKey.export({ format: 'pem', type: 'pkcs8' }).toString(),
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  if (address === null || typeof address === 'string') throw new Error('there is no port')
  return address.port
}

function buildPackages(
  output: string,
  more: readonly string[],
  release: Readonly<Record<string, string>>,
): Promise<number> {
  rmSync(output, { recursive: true, force: true })
  const script = join(projectFolder, 'build', 'package.ts')
  const options = ['--linux', '--quick', '--output', output]
  const env = { ...process.env, ...release }
  return runAttached(process.execPath, [script, ...options, ...more], { env })
}
