import { BrowserWindow } from 'electron'
import { helpAddress } from './help-address.ts'
import { canvasColour } from './own-window.ts'

/** The guide, from the files of the application: its policy allows no script, and without a preload it can ask for nothing. */
export class HelpWindow {
  #window: BrowserWindow | null = null

  /** At its beginning, or at what it says about a problem. A window that is open already is taken. */
  open(code: string | null): void {
    const window = this.#window ?? this.#create()
    // Another page that is asked for meanwhile takes its place.
    window.loadURL(helpAddress(code)).catch(() => undefined)
    if (window.isMinimized()) window.restore()
    window.show()
    window.focus()
  }

  close(): void {
    const window = this.#window
    this.#window = null
    if (window !== null && !window.isDestroyed()) window.destroy()
  }

  #create(): BrowserWindow {
    const window = new BrowserWindow({
      ...{ title: 'Cryptobot help', width: 1100, height: 800, minWidth: 480, minHeight: 360 },
      ...{ show: false, autoHideMenuBar: true },
      backgroundColor: canvasColour(),
      webPreferences: {
        ...{ contextIsolation: true, sandbox: true, nodeIntegration: false },
        ...{
          webviewTag: false,
          spellcheck: false,
          devTools: false,
          disableBlinkFeatures: 'Auxclick',
        },
      },
    })
    this.#window = window
    window.on('closed', () => {
      if (this.#window === window) this.#window = null
    })
    return window
  }
}
