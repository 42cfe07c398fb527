import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readChangelog } from './release/changelog.ts'
import { projectFolder } from './setup/project-folder.ts'

/** `npm run release:notes`: what the changelog says of the newest version, for the page of the release. */
const [newest] = readChangelog(readFileSync(join(projectFolder, 'CHANGELOG.md'), 'utf8'))
console.log(newest?.text ?? '')
