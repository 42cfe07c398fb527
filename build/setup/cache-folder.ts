import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'

/** Where things that outlive a clone are kept; removing it costs only time. */
export function cacheFolder(): string {
  return join(systemCacheFolder(), 'cryptobot-build')
}

function systemCacheFolder(): string {
  if (process.platform === 'win32') {
    return process.env.LOCALAPPDATA ?? join(homedir(), 'AppData', 'Local')
  }
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Caches')
  return process.env.XDG_CACHE_HOME || join(homedir(), '.cache')
}

/**
 * Returns the folder of this name in the cache, made first if need be. It is filled under another name and
 * renamed at the end, so a folder that exists is complete, even after a run that was killed half-way.
 */
export async function cachedFolder(
  name: string,
  fill: (folder: string) => Promise<void>,
): Promise<string> {
  const folder = join(cacheFolder(), name)
  if (existsSync(folder)) return folder
  mkdirSync(cacheFolder(), { recursive: true })
  removeAbandonedWork()
  const work = mkdtempSync(join(cacheFolder(), `work-${process.pid}-`))
  try {
    await fill(work)
    moveIntoPlace(work, folder)
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
  return folder
}

function moveIntoPlace(work: string, folder: string): void {
  try {
    renameSync(work, folder)
  } catch (error) {
    // Another run may have finished the same folder first; its work is as good as ours.
    if (!existsSync(folder)) throw error
  }
}

/** A killed run leaves its work behind, hundreds of megabytes of it. */
function removeAbandonedWork(): void {
  for (const name of readdirSync(cacheFolder())) {
    const owner = /^work-(\d+)-/.exec(name)?.[1]
    if (owner === undefined || isRunning(Number(owner))) continue
    rmSync(join(cacheFolder(), name), { recursive: true, force: true })
  }
}

function isRunning(processId: number): boolean {
  try {
    process.kill(processId, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
