import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { type ElectronRuntime, electronExecutableName } from './electron-runtime.ts'
import { SetupProblem } from './setup-problem.ts'

/** The Electron that the user points to, asked for its versions. */
export function findOwnElectron(distPath: string | undefined): ElectronRuntime | undefined {
  if (!distPath) return undefined
  const executablePath = join(distPath, electronExecutableName())
  const script = 'console.log(process.versions.electron, process.versions.napi)'
  const { status, stdout } = spawnSync(executablePath, ['-e', script], {
    encoding: 'utf8',
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
  })
  const [version, nodeApi] = (stdout ?? '').trim().split(' ')
  if (status !== 0 || !version) {
    throw new SetupProblem(
      `ELECTRON_OVERRIDE_DIST_PATH is set, but ${executablePath} does not run.`,
    )
  }
  const reason = 'from ELECTRON_OVERRIDE_DIST_PATH'
  return { executablePath, distPath, version, nodeApi: Number(nodeApi), reason }
}
