import { spawn } from 'node:child_process'

interface Notifier {
  readonly command: string
  readonly args: readonly string[]
}

/** What the systems have to show a word on the desktop without an application; the words are arguments, never code. */
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

const SAY = [
  'on run argv',
  'display notification (item 2 of argv) with title (item 1 of argv)',
  'end run',
]

const NOTIFY_MS_MAX = 5_000

/** Shows it on the desktop where there is one; resolves when that was done or cannot be. */
export function notify(title: string, text: string): Promise<void> {
  const notifier = notifierOf(title, text)
  if (notifier === undefined) return Promise.resolve()
  return new Promise((done) => {
    const { command, args } = notifier
    const shown = spawn(command, [...args], { stdio: 'ignore', timeout: NOTIFY_MS_MAX })
    shown.on('error', () => done())
    shown.on('close', () => done())
  })
}
