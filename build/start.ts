import { join } from 'node:path'
import { buildApp } from './setup/build-app.ts'
import { hasDisplay } from './setup/display.ts'
import { electronArguments } from './setup/electron-arguments.ts'
import { describeElectron, prepareElectron } from './setup/prepare-electron.ts'
import { projectFolder } from './setup/project-folder.ts'
import { endWithNpm, runAttached } from './setup/run-attached.ts'
import { runScript } from './setup/setup-problem.ts'

/** `npm start`: sets up what is missing and opens the application, or runs its engine where no window can be. */
async function start(extraArguments: readonly string[]): Promise<number> {
  if (!hasDisplay()) return startHeadless(extraArguments)
  const runtime = await prepareElectron()
  console.log(describeElectron(runtime))
  if (!(await buildApp())) return 1
  const forElectron = [...electronArguments(runtime), projectFolder, ...extraArguments]
  return runAttached(runtime.executablePath, forElectron)
}

/** Plain Node runs the engine as it is, so nothing has to be set up first. */
function startHeadless(extraArguments: readonly string[]): Promise<number> {
  console.log('No display: running the engine on the demo market without a window. Ctrl-C ends it.')
  const commandLine = join(projectFolder, 'main', 'cli', 'index.ts')
  const command = ['run', '--headless', '--mode', 'demo']
  return runAttached(process.execPath, [commandLine, ...command, ...extraArguments])
}

endWithNpm()
await runScript(() => start(process.argv.slice(2)))
