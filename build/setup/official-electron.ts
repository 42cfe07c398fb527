import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { type ElectronRuntime, electronExecutableName } from './electron-runtime.ts'
import { runCommand } from './run-command.ts'

const packageFile = createRequire(import.meta.url).resolve('electron/package.json')
const packageFolder = dirname(packageFile)

/** The pinned Electron is newer than 36, the first with Node-API 10. */
const officialNodeApi = 10

/** A slow line may take minutes for 120 MB; a line that swallows everything gives up after ten seconds. */
const downloadTimeoutMs = 15 * 60_000

/** The version that package.json pins. */
export function officialVersion(): string {
  return String(JSON.parse(readFileSync(packageFile, 'utf8')).version)
}

/** The official Electron, if its download is complete. */
export function findOfficialElectron(): ElectronRuntime | undefined {
  const distPath = join(packageFolder, 'dist')
  const executablePath = join(distPath, electronExecutableName())
  // Electron's installer writes path.txt last, so a download that was cut off has none.
  const isComplete = existsSync(join(packageFolder, 'path.txt')) && existsSync(executablePath)
  const version = officialVersion()
  if (!isComplete || installedVersion(distPath) !== version) return undefined
  return { executablePath, distPath, version, nodeApi: officialNodeApi, reason: 'official' }
}

function installedVersion(distPath: string): string | undefined {
  const file = join(distPath, 'version')
  return existsSync(file) ? readFileSync(file, 'utf8').trim().replace(/^v/, '') : undefined
}

/** Runs Electron's own installer; returns why it failed, or undefined when the download is there. */
export async function downloadOfficialElectron(): Promise<string | undefined> {
  console.error(`Downloading Electron ${officialVersion()} ...`)
  const { ELECTRON_OVERRIDE_DIST_PATH: _, ...environment } = process.env
  const { exitCode, output } = await runCommand(
    process.execPath,
    [join(packageFolder, 'install.js')],
    { timeoutMs: downloadTimeoutMs, env: { ...environment, NODE_USE_ENV_PROXY: '1' } },
  )
  if (exitCode === 0 && findOfficialElectron() !== undefined) return undefined
  return /^\w*Error[^:]*: (.+)$/m.exec(output)?.[1] ?? `its installer ended with ${exitCode}`
}
