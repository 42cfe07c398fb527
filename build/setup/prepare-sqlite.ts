import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { cachedFolder } from './cache-folder.ts'
import { SetupProblem } from './setup-problem.ts'

/** What the prebuilt addon of better-sqlite3 asks of its runtime. */
const prebuiltNodeApi = 10
const oldestNodeApi = 9

/** To be raised whenever the addon is compiled in another way. */
const buildRevision = 1

const addonName = 'better_sqlite3.node'

/** Gives an older Electron a SQLite that it can load; newer ones, and Node 24, load that one as well. */
export async function prepareSqlite(nodeApi: number): Promise<void> {
  if (nodeApi >= prebuiltNodeApi) return
  if (nodeApi < oldestNodeApi || process.platform !== 'linux') {
    throw new SetupProblem(
      `This Electron has Node-API ${nodeApi}; better-sqlite3 needs ${prebuiltNodeApi}.`,
    )
  }
  const packageFile = createRequire(import.meta.url).resolve('better-sqlite3/package.json')
  const { version } = JSON.parse(readFileSync(packageFile, 'utf8'))
  const buildName = `better-sqlite3-${version}-linux-${process.arch}-napi${oldestNodeApi}-r${buildRevision}`
  const releaseFolder = join(dirname(packageFile), 'build', 'Release')
  if (installedBuild(releaseFolder) === buildName) return
  const buildFolder = await cachedFolder(buildName, async (folder) => {
    const { compileSqlite } = await import('./compile-sqlite.ts')
    await compileSqlite(join(folder, addonName))
  })
  install(join(buildFolder, addonName), releaseFolder, buildName)
}

function installedBuild(releaseFolder: string): string | undefined {
  const stamp = join(releaseFolder, 'build-name.txt')
  return existsSync(stamp) ? readFileSync(stamp, 'utf8') : undefined
}

/** A running application may have the old file mapped, so it is replaced and never written into. */
function install(addon: string, releaseFolder: string, buildName: string): void {
  mkdirSync(releaseFolder, { recursive: true })
  const unfinished = join(releaseFolder, `${addonName}.${process.pid}`)
  copyFileSync(addon, unfinished)
  renameSync(unfinished, join(releaseFolder, addonName))
  writeFileSync(join(releaseFolder, 'build-name.txt'), buildName)
}
