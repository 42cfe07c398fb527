import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectFolder } from '../../build/setup/project-folder.ts'

/** Where the step that runs these stories has put the packages: one of the version before, one of this. */
const folder = join(projectFolder, 'dist', 'installer-tests')

export const OLDER_VERSION = '0.0.9'
export const CURRENT_VERSION: string = JSON.parse(
  readFileSync(join(projectFolder, 'package.json'), 'utf8'),
).version

/** The current package, with the feed that announces it. */
export const updatesFolder = join(folder, 'current')

export function packageFile(
  kind: 'older' | 'current',
  extension: 'deb' | 'rpm' | 'tar.gz' = 'deb',
): string {
  const name = readdirSync(join(folder, kind)).find((file) => file.endsWith(`.${extension}`))
  if (name === undefined) throw new Error(`there is no ${kind} ${extension} in ${folder}`)
  return join(folder, kind, name)
}
