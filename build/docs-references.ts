import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { REFERENCES } from './docs/references/references.ts'
import { projectFolder } from './setup/project-folder.ts'
import { runScript } from './setup/setup-problem.ts'

/** `npm run docs:references`: writes the pages anew that follow from the program. */
await runScript(async () => {
  for (const [name, write] of Object.entries(REFERENCES)) {
    writeFileSync(join(projectFolder, 'docs', 'reference', name), await write())
  }
  return 0
})
