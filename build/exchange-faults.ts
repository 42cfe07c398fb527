import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { faultMatrix, writeMatrix } from '../e2e/conformance/fault-matrix.ts'
import { projectFolder } from './setup/project-folder.ts'
import { runScript } from './setup/setup-problem.ts'

/** `npm run exchange-faults`: writes what our client makes of every fault of the fake exchanges. */
await runScript(async () => {
  writeFileSync(
    join(projectFolder, 'docs', 'reference', 'exchange-faults.md'),
    writeMatrix(await faultMatrix()),
  )
  return 0
})
