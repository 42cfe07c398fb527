import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { extractFile, listPackage } from '@electron/asar'
import { z } from 'zod'
import { projectFolder } from '../setup/project-folder.ts'
import { bundledPackageFolders } from './bundled-packages.ts'

/** An npm package of which something is in the installed application. */
export type ShippedPackage = {
  /** Below the project's folder. */
  readonly folder: string
  readonly name: string
  readonly version: string
  readonly licence: string
}

const manifestSchema = z.object({
  name: z.string(),
  version: z.string(),
  license: z.string().optional(),
})
const lockSchema = z.object({
  packages: z.record(z.string(), z.object({ version: z.string().optional() })),
})

/** Those that were bundled, and those that the archive holds as they are; sorted by name. */
export function shippedPackages(archive: string): readonly ShippedPackage[] {
  const folders = new Set([
    ...bundledPackageFolders(),
    ...packagesInArchive(archive).map(({ name, version }) => folderOf(name, version)),
  ])
  return [...folders]
    .map(readPackage)
    .sort((one, other) =>
      `${one.name} ${one.version}` < `${other.name} ${other.version}` ? -1 : 1,
    )
}

/** The packages in the application's archive, under the names that they are loaded by. */
export function packagesInArchive(
  archive: string,
): readonly { readonly name: string; readonly version: string }[] {
  return listPackage(archive, { isPack: false })
    .map((path) => path.replaceAll('\\', '/').slice(1))
    .flatMap((path) => {
      const name = /(?:^|\/)node_modules\/((?:@[^/]+\/)?[^/@]+)\/package\.json$/.exec(path)?.[1]
      if (name === undefined) return []
      const manifest = JSON.parse(extractFile(archive, path).toString())
      return [{ name, version: manifestSchema.parse(manifest).version }]
    })
}

/** Where the package came from: the packer lays them out in another way than npm did. */
function folderOf(name: string, version: string): string {
  const folder = Object.entries(lockedPackages()).find(
    ([path, locked]) => path.endsWith(`node_modules/${name}`) && locked.version === version,
  )?.[0]
  if (folder === undefined) throw new Error(`${name} ${version} ships, and is not in the lock file`)
  return folder
}

function lockedPackages() {
  const lock = readFileSync(join(projectFolder, 'package-lock.json'), 'utf8')
  return lockSchema.parse(JSON.parse(lock)).packages
}

function readPackage(folder: string): ShippedPackage {
  const file = join(projectFolder, folder, 'package.json')
  const { name, version, license } = manifestSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
  if (license === undefined) throw new Error(`${name} ${version} names no licence`)
  return { folder, name, version, licence: license }
}
