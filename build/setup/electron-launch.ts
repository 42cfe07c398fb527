import { electronArguments, isLinuxRoot } from './electron-arguments.ts'
import { prepareElectron } from './prepare-electron.ts'
import { projectFolder } from './project-folder.ts'

type ElectronLaunch = {
  readonly executablePath: string
  readonly args: string[]
  readonly chromiumSandbox: boolean
}

/** What Playwright's `_electron.launch` needs to open the built application as `npm start` does. */
export async function electronLaunch(
  extraArguments: readonly string[] = [],
): Promise<ElectronLaunch> {
  const runtime = await prepareElectron()
  return {
    executablePath: runtime.executablePath,
    args: [...electronArguments(runtime), projectFolder, ...extraArguments],
    // Left to itself, Playwright switches the sandbox off on every Linux.
    chromiumSandbox: !isLinuxRoot(),
  }
}
