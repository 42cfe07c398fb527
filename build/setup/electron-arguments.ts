import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { ElectronRuntime } from './electron-runtime.ts'
import { SetupProblem } from './setup-problem.ts'

/** Chromium refuses to run as root with its sandbox, as in a container; nothing else switches it off. */
export function isLinuxRoot(): boolean {
  return process.platform === 'linux' && process.getuid?.() === 0
}

/** What this machine needs on Electron's command line, ahead of the application's folder. */
export function electronArguments(runtime: ElectronRuntime): readonly string[] {
  if (process.platform !== 'linux') return []
  if (!isLinuxRoot()) requireSandbox(runtime.distPath)
  const onlyWayland = !process.env.DISPLAY && Boolean(process.env.WAYLAND_DISPLAY)
  return [
    ...(isLinuxRoot() ? ['--no-sandbox'] : []),
    ...(onlyWayland ? ['--ozone-platform-hint=auto'] : []),
  ]
}

/** Kernel settings, with the value that takes user namespaces, and so Chromium's sandbox, from users. */
const namespaceRestrictions = [
  { file: '/proc/sys/kernel/apparmor_restrict_unprivileged_userns', restricted: '1' },
  { file: '/proc/sys/kernel/unprivileged_userns_clone', restricted: '0' },
  { file: '/proc/sys/user/max_user_namespaces', restricted: '0' },
]

/** Without namespaces the sandbox needs its helper to belong to root, or Electron ends with a core dump. */
function requireSandbox(distPath: string): void {
  const isRestricted = namespaceRestrictions.some(
    ({ file, restricted }) => existsSync(file) && readFileSync(file, 'utf8').trim() === restricted,
  )
  const helper = join(distPath, 'chrome-sandbox')
  if (!isRestricted || isSetUserIdRoot(helper)) return
  throw new SetupProblem(
    `This system keeps Chromium's sandbox from starting. Allow it for this Electron with:\n` +
      `sudo chown root '${helper}' && sudo chmod 4755 '${helper}'`,
  )
}

function isSetUserIdRoot(file: string): boolean {
  if (!existsSync(file)) return false
  const { uid, mode } = statSync(file)
  return uid === 0 && (mode & 0o4000) !== 0
}
