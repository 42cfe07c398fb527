import { join } from 'node:path'
import { type BrowserWindow, type IpcMainInvokeEvent, ipcMain } from 'electron'
import type { KeyEntryView } from '../../app/contract/key-entry.ts'
import { KEY_ENTRY_CHANNELS } from '../../app/contract/key-entry-channels.ts'
import { type TypedKeys, typedKeys } from '../../app/contract/keys.ts'
import type { Answer } from '../../app/contract/requests.ts'
import { isTrustedSender } from '../ipc/is-trusted-sender.ts'
import { messageFault } from '../ipc/message-faults.ts'
import { ownWindow } from './own-window.ts'
import { pageUrl, trustedOrigins } from './page-address.ts'

const WIDTH = 520
const HEIGHT = 620

export interface KeyWindowWish {
  readonly parent: BrowserWindow
  readonly view: KeyEntryView
  /** Tries the key and keeps it. */
  readonly save: (typed: TypedKeys) => Promise<Answer<null>>
}

/**
 * A window that a key is typed into: one at a time, with a process of its own, which ends with it. What was typed is then in no
 * page any more, and the other window never sees it.
 */
export class KeyWindow {
  #window: BrowserWindow | null = null

  open(wish: KeyWindowWish): void {
    this.close()
    const options = {
      ...{ parent: wish.parent, title: 'Add an API key', width: WIDTH, height: HEIGHT },
      ...{ resizable: false, minimizable: false, maximizable: false, fullscreenable: false },
      useContentSize: true,
    }
    const window = ownWindow(options, join(import.meta.dirname, '../preload/key-window.cjs'))
    this.#window = window
    // Screenshots and shared screens show nothing of it, where the system can do that.
    window.setContentProtection(true)
    window.once('ready-to-show', () => window.show())
    window.on('closed', () => {
      if (this.#window !== window) return
      this.#window = null
      removeHandlers()
    })
    this.#answer(window, wish)
    void window.loadURL(pageUrl())
  }

  close(): void {
    const window = this.#window
    this.#window = null
    removeHandlers()
    if (window !== null && !window.isDestroyed()) window.destroy()
  }

  #answer(window: BrowserWindow, { view, save }: KeyWindowWish): void {
    const isFromHere = ({ sender, senderFrame }: IpcMainInvokeEvent): boolean =>
      sender === window.webContents && isTrustedSender(senderFrame, trustedOrigins())
    ipcMain.handle(KEY_ENTRY_CHANNELS.load, (event) => (isFromHere(event) ? view : null))
    ipcMain.handle(KEY_ENTRY_CHANNELS.close, (event) => {
      if (isFromHere(event)) this.close()
    })
    ipcMain.handle(KEY_ENTRY_CHANNELS.save, async (event, typed: unknown) => {
      if (!isFromHere(event)) return NOT_UNDERSTOOD
      const parsed = messageFault(typed) === undefined ? typedKeys.safeParse(typed) : undefined
      if (!parsed?.success) return NOT_UNDERSTOOD
      const answer = await save(parsed.data)
      if (answer.ok) setImmediate(() => this.close())
      return answer
    })
  }
}

function removeHandlers(): void {
  for (const channel of Object.values(KEY_ENTRY_CHANNELS)) ipcMain.removeHandler(channel)
}

const NOT_UNDERSTOOD: Answer<never> = {
  ok: false,
  error: {
    code: 'malformed-request',
    message: 'A key needs its public part and its secret, without line breaks.',
    action: 'Fill in both fields.',
  },
}
