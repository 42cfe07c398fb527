import { join } from 'node:path'
import { electronArguments } from './setup/electron-arguments.ts'
import { describeElectron, prepareElectron } from './setup/prepare-electron.ts'
import { projectFolder } from './setup/project-folder.ts'
import { endWithNpm, runAttached } from './setup/run-attached.ts'
import { runScript } from './setup/setup-problem.ts'

/** `npm run dev`: the application with hot reload, on the Electron that setup found. */
async function develop(extraArguments: readonly string[]): Promise<number> {
  const runtime = await prepareElectron()
  console.log(describeElectron(runtime))
  const bundler = join(projectFolder, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js')
  const forElectron = [...electronArguments(runtime), ...extraArguments]
  const args = [bundler, 'dev', '--watch', '--', ...forElectron]
  return runAttached(process.execPath, args, {
    env: { ...process.env, ELECTRON_EXEC_PATH: runtime.executablePath },
  })
}

endWithNpm()
await runScript(() => develop(process.argv.slice(2)))
