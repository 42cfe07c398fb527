import { app, type BrowserWindow } from 'electron'
import type { Problem, Result } from '../../app/domain/result.ts'
import type { KillSwitchWish } from '../../app/engine/session/account-session.ts'
import type { Log } from '../logging/process-log.ts'
import { focusWindow } from '../window/main-window.ts'
import { askAboutHang, askToSell, tell } from './ask.ts'
import { ModeTray } from './mode-tray.ts'
import { newsOf, type Standing } from './standing.ts'
import type { TrayAction } from './tray-menu.ts'

export interface EmergencyParts {
  readonly window: BrowserWindow
  readonly killSwitch: (wish: KillSwitchWish) => Promise<Result<null, Problem>>
  readonly log: Log
}

type Reach = Pick<KillSwitchWish, 'cancelsAll' | 'flattens'>
/** What a person used; the dialog about a window that hangs counts as the tray. */
type Way = 'tray' | 'shortcut'

const HALT: Reach = { cancelsAll: false, flattens: false }
const REASONS: Readonly<Record<Way, string>> = {
  tray: 'You stopped trading from the tray.',
  shortcut: 'You pressed the keys that halt trading.',
}

/** The ways to stop that do not need the window: the tray, the shortcut, and a dialog when it hangs. */
export class Emergency {
  readonly #parts: EmergencyParts
  readonly #tray: ModeTray | undefined
  #killSwitch: Standing['killSwitch'] = null
  /** The window did not ask for it, and may not be there to show it. */
  #isTelling = false

  constructor(parts: EmergencyParts) {
    this.#parts = parts
    this.#tray = this.#openTray()
    this.#watch(parts.window)
  }

  /** Called whenever something about trading has changed. */
  show(standing: Standing | null): void {
    this.#tray?.show(standing)
    const killSwitch = standing?.killSwitch ?? null
    const news = newsOf(this.#killSwitch, killSwitch)
    this.#killSwitch = killSwitch
    if (news !== undefined && this.#isTelling) void tell('Kill switch', news)
    if (killSwitch === null) this.#isTelling = false
  }

  async halt(way: Way): Promise<void> {
    await this.#use(HALT, way)
  }

  close(): void {
    this.#tray?.close()
  }

  async #use(wish: Reach, actor: Way): Promise<void> {
    this.#isTelling = true
    const answer = await this.#parts.killSwitch({ ...wish, actor, reason: REASONS[actor] })
    if (answer.ok) return
    const { message, action } = answer.error
    this.#parts.log.warn(`the kill switch was refused: ${message}`)
    void tell('The kill switch was not used', `${message} ${action}`)
  }

  /** The halt does not wait for the answer. */
  async #sell(): Promise<void> {
    await this.halt('tray')
    if (await askToSell()) await this.#use({ cancelsAll: true, flattens: true }, 'tray')
  }

  #act(action: TrayAction): void {
    switch (action) {
      case 'halt':
        void this.halt('tray')
        return
      case 'cancel':
        void this.#use({ cancelsAll: true, flattens: false }, 'tray')
        return
      case 'sell':
        void this.#sell()
        return
      case 'show':
        if (!this.#parts.window.isDestroyed()) focusWindow(this.#parts.window)
        return
      case 'quit':
        app.quit()
    }
  }

  /** Some desktops have no tray; there are other ways to stop. */
  #openTray(): ModeTray | undefined {
    try {
      return new ModeTray((action) => this.#act(action))
    } catch (error) {
      this.#parts.log.warn(`there is no tray: ${String(error)}`)
      return undefined
    }
  }

  #watch(window: BrowserWindow): void {
    let over = new AbortController()
    window.on('responsive', () => over.abort())
    window.on('unresponsive', () => {
      over.abort()
      over = new AbortController()
      this.#parts.log.warn('the window does not respond; the engine goes on')
      void this.#askAboutHang(window, over.signal)
    })
  }

  async #askAboutHang(window: BrowserWindow, over: AbortSignal): Promise<void> {
    const answer = await askAboutHang(over)
    if (answer === 'halt') await this.halt('tray')
    if (answer === 'sell') await this.#sell()
    if (answer === 'reload' && !window.isDestroyed()) {
      window.webContents.forcefullyCrashRenderer()
      window.webContents.reload()
    }
  }
}
