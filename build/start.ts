import { join } from 'node:path'
import { buildApp } from './setup/build-app.ts'
import { hasDisplay } from './setup/display.ts'
import { electronArguments } from './setup/electron-arguments.ts'
import { describeElectron, prepareElectron } from './setup/prepare-electron.ts'
import { projectFolder } from './setup/project-folder.ts'
import { runAttached } from './setup/run-attached.ts'
import { runScript } from './setup/setup-problem.ts'

/** `npm start`: sets up what is missing and opens the application, or runs its engine where no window can be. */
async function start(extraArguments: readonly string[]): Promise<number> {
  if (!hasDisplay()) return startHeadless(extraArguments)
  const runtime = await prepareElectron()
  console.log(describeElectron(runtime))
  if (!(await buildApp())) return 1
  return runAttached(runtime.executablePath, [
    ...electronArguments(runtime),
    projectFolder,
    ...extraArguments,
  ])
}

/** In this very process, so that Ctrl-C reaches the engine and nothing needs to be set up first. */
async function startHeadless(extraArguments: readonly string[]): Promise<number> {
  console.log('No display: running the engine on the demo market without a window. Ctrl-C ends it.')
  process.argv.splice(2, Number.POSITIVE_INFINITY, ...headlessCommand, ...extraArguments)
  const { runCommandLine } = await import('../main/cli/index.ts')
  return runCommandLine(process.argv.slice(2))
}

endWithNpm()
await runScript(() => start(process.argv.slice(2)))
