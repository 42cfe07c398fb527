import { homedir } from 'node:os'
import { join, resolve } from 'node:path'

const FOLDER = 'Cryptobot'

/** The folder after `--profile`, or the given default. */
export function profileDirectory(args: readonly string[], defaultDirectory: string): string {
  const index = args.indexOf('--profile')
  const named = index === -1 ? undefined : args[index + 1]
  const joined = args
    .find((argument) => argument.startsWith('--profile='))
    ?.slice('--profile='.length)
  const chosen = named ?? joined
  return chosen === undefined || chosen === '' ? defaultDirectory : resolve(chosen)
}

/** Where the application keeps its profile on this system, for those who have no Electron to ask. */
export function defaultProfileDirectory(
  platform: NodeJS.Platform = process.platform,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): string {
  if (platform === 'darwin') return join(homedir(), 'Library', 'Application Support', FOLDER)
  if (platform === 'win32') {
    return join(environment.APPDATA ?? join(homedir(), 'AppData', 'Roaming'), FOLDER)
  }
  return join(environment.XDG_CONFIG_HOME ?? join(homedir(), '.config'), FOLDER)
}
