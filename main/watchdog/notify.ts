import { spawn } from 'node:child_process'
import { failure, type Result, success } from '../../app/domain/result.ts'
import type { DesktopNotifier } from '../../app/ports/desktop-notifier.ts'

interface Notifier {
  readonly command: string
  readonly args: readonly string[]
}

const SAY = [
  'on run argv',
  'display notification (item 2 of argv) with title (item 1 of argv)',
  'end run',
]

const SHOW_MS_MAX = 5_000

/** What the system itself has to show a word on the desktop, without a window of ours. */
export const systemNotifier: DesktopNotifier = {
  show(title, text): Promise<Result<null, string>> {
    const notifier = notifierOf(title, text)
    if (notifier === undefined) return Promise.resolve(failure('This system shows nothing.'))
    const { command, args } = notifier
    return new Promise((resolve) => {
      const shown = spawn(command, [...args], { stdio: 'ignore', timeout: SHOW_MS_MAX })
      shown.on('error', (error) => resolve(failure(error.message)))
      shown.on('close', (status) => {
        resolve(status === 0 ? success(null) : failure(`${command} could not show it`))
      })
    })
  },
}

/** The words are arguments, never code. */
function notifierOf(title: string, text: string): Notifier | undefined {
  switch (process.platform) {
    case 'linux':
      return {
        command: 'notify-send',
        args: ['--app-name=Cryptobot', '--urgency=critical', '--', title, text],
      }
    case 'darwin':
      return { command: 'osascript', args: [...SAY.flatMap((line) => ['-e', line]), title, text] }
    case 'win32':
      return { command: 'msg', args: ['*', '/TIME:600', `${title}: ${text}`] }
    default:
      return undefined
  }
}
