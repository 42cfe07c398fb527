import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { releaseNewest } from './release/changelog.ts'
import { projectFolder } from './setup/project-folder.ts'

/** Called by `npm version`, between the new number and its commit: dates what was unreleased. */
const file = join(projectFolder, 'CHANGELOG.md')
const version = process.env.npm_package_version
if (version === undefined)
  throw new Error('npm version calls this, and says which version it makes')
const day = new Date().toISOString().slice(0, 10)
writeFileSync(file, releaseNewest(readFileSync(file, 'utf8'), version, day))
