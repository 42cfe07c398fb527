import { globalShortcut } from 'electron'
import type { HaltShortcut } from '../../app/contract/requests.ts'

const ACCELERATOR = 'CommandOrControl+Alt+Shift+H'

/** Halts from any application; another program may have these keys already. */
export function registerHaltShortcut(halt: () => void): HaltShortcut {
  const isRegistered = globalShortcut.register(ACCELERATOR, halt)
  const first = process.platform === 'darwin' ? '⌘' : 'Ctrl'
  return { keys: `${first} + Alt + Shift + H`, isRegistered }
}
