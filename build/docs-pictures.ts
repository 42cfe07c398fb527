import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { shownPictures } from './docs/shown-pictures.ts'
import { prepareElectron } from './setup/prepare-electron.ts'
import { projectFolder } from './setup/project-folder.ts'
import { endWithNpm } from './setup/run-attached.ts'
import { runScript } from './setup/setup-problem.ts'
import { runWindowTests } from './steps/window-tests.ts'

/** `npm run docs:pictures`: takes the pictures of the documentation anew. Arguments go to Playwright: which stories. */
endWithNpm()
await runScript(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'cryptobot-pictures-'))
  process.env.CRYPTOBOT_PICTURES = folder
  try {
    await prepareElectron()
    const { failed } = await runWindowTests(process.argv.slice(2))
    for (const picture of shownPictures()) {
      const taken = join(folder, basename(picture))
      if (existsSync(taken)) cpSync(taken, join(projectFolder, picture))
    }
    return failed === 0 ? 0 : 1
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
