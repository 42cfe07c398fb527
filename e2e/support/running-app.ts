import { once } from 'node:events'
import { _electron, type ElectronApplication, expect, type Page } from '@playwright/test'
import type { EngineSnapshot } from '../../app/contract/engine-view.ts'
import type { AppState } from '../../app/contract/requests.ts'
import type { RiskView } from '../../app/contract/risk-view.ts'
import { electronLaunch } from '../../build/setup/electron-launch.ts'

/** The built application in a real Electron, with its one window. */
export class RunningApp {
  readonly electron: ElectronApplication
  readonly page: Page
  readonly #process: ReturnType<ElectronApplication['process']>
  readonly #ended: Promise<unknown>

  private constructor(electron: ElectronApplication, page: Page) {
    this.electron = electron
    this.page = page
    this.#process = electron.process()
    this.#ended = once(this.#process, 'exit')
  }

  /** Opens the profile as a user would, and waits until a screen can be used. */
  static async open(
    profileDirectory: string,
    environment: Readonly<Record<string, string>> = {},
  ): Promise<RunningApp> {
    const options = await electronLaunch(['--profile', profileDirectory])
    const electron = await _electron.launch({
      ...options,
      env: { ...definedIn(process.env), ...environment },
    })
    const page = await electron.firstWindow()
    const app = new RunningApp(electron, page)
    await expect(page.locator('html[data-ready]')).toBeAttached()
    return app
  }

  get hasEnded(): boolean {
    return this.#process.exitCode !== null || this.#process.signalCode !== null
  }

  /** As from the menu or the last window's close button; waits until the process is gone. */
  async quit(): Promise<void> {
    await this.electron.close()
    await this.#ended
    expect(this.#process.exitCode).toBe(0)
  }

  /** SIGKILL: the process has no chance to put anything in order. */
  async kill(): Promise<void> {
    this.#process.kill('SIGKILL')
    await this.#ended
  }

  /** What the page complained about; every story but those that provoke it expects nothing. */
  async complaints(): Promise<readonly string[]> {
    const errors = await this.page.pageErrors()
    const messages = await this.page.consoleMessages()
    return [
      ...errors.map((error) => error.message),
      ...messages.filter((message) => message.type() === 'error').map((message) => message.text()),
    ]
  }

  async state(): Promise<AppState> {
    const answer = await this.page.evaluate(() => window.api.loadApp(null))
    if (!answer.ok) throw new Error(answer.error.message)
    return answer.value
  }

  async riskView(): Promise<RiskView> {
    const answer = await this.page.evaluate(() => window.api.loadRisk(null))
    if (!answer.ok) throw new Error(answer.error.message)
    return answer.value
  }

  async snapshot(): Promise<EngineSnapshot> {
    const answer = await this.page.evaluate(() => window.api.loadSnapshot(null))
    if (!answer.ok) throw new Error(answer.error.message)
    if (answer.value === null) throw new Error('no account is open')
    return answer.value
  }

  /** Faster and slower than the window's own control offers, for stories that must be quick or stand still. */
  async setPace(candlesPerSecond: number): Promise<void> {
    const answer = await this.page.evaluate(
      (pace) => window.api.setSpeed({ candlesPerSecond: pace }),
      candlesPerSecond,
    )
    if (!answer.ok) throw new Error(answer.error.message)
  }
}

function definedIn(environment: NodeJS.ProcessEnv): Record<string, string> {
  const entries = Object.entries(environment)
  return Object.fromEntries(
    entries.filter((entry): entry is [string, string] => entry[1] !== undefined),
  )
}
