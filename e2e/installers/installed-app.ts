import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { type Browser, chromium, expect, type Page } from '@playwright/test'
import type { OrdinaryUser } from './machine.ts'

/** The installed application, started from the PATH; its fuses keep Playwright's own launch out. */
export class InstalledApp {
  readonly page: Page
  readonly #browser: Browser
  readonly #process: ChildProcess
  readonly #ended: Promise<unknown>

  private constructor(browser: Browser, page: Page, process: ChildProcess) {
    this.#browser = browser
    this.page = page
    this.#process = process
    this.#ended = once(process, 'exit')
  }

  static async open(user: OrdinaryUser): Promise<InstalledApp> {
    const [program = '', ...args] = user.command('cryptobot', '--remote-debugging-port=0')
    const process = spawn(program, args, {
      env: user.environment,
      cwd: '/',
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    const browser = await chromium.connectOverCDP(await debuggerAddress(process))
    const [context] = browser.contexts()
    if (context === undefined) throw new Error('the application has no window')
    const page = context.pages()[0] ?? (await context.waitForEvent('page'))
    await expect(page.locator('html[data-ready]')).toBeAttached()
    return new InstalledApp(browser, page, process)
  }

  get hasEnded(): boolean {
    return this.#process.exitCode !== null || this.#process.signalCode !== null
  }

  /** As when the session ends; returns the exit status. */
  async quit(): Promise<number | null> {
    this.#process.kill('SIGTERM')
    await this.ended()
    await this.#browser.close()
    return this.#process.exitCode
  }

  /** Once the process is gone, for whatever reason. */
  async ended(): Promise<void> {
    await this.#ended
  }

  /** What the system knows of the process that draws the page. */
  renderer(): {
    readonly commandLine: string
    readonly seccomp: string
    readonly namespace: string
  } {
    const id = descendants(this.#process.pid ?? 0).find((one) =>
      commandLineOf(one).includes('--type=renderer'),
    )
    if (id === undefined) throw new Error('there is no renderer')
    return {
      commandLine: commandLineOf(id),
      seccomp: /^Seccomp:\s*(\d)$/m.exec(readFileSync(`/proc/${id}/status`, 'utf8'))?.[1] ?? '',
      namespace: readlinkSync(`/proc/${id}/ns/user`),
    }
  }
}

async function debuggerAddress(process: ChildProcess): Promise<string> {
  const { stderr } = process
  if (stderr === null) throw new Error('the application has no output')
  const lines: string[] = []
  const output = createInterface({ input: stderr })
  for await (const line of output) {
    const address = /^DevTools listening on (ws:\S+)$/.exec(line)?.[1]
    if (address !== undefined) {
      // It would stop at a full pipe.
      stderr.resume()
      return address
    }
    lines.push(line)
  }
  throw new Error(`the application ended before it could be asked:\n${lines.join('\n')}`)
}

function descendants(ancestor: number): readonly number[] {
  const parents = readdirSync('/proc').flatMap((name) => {
    const id = Number(name)
    const parent = Number.isNaN(id) ? undefined : parentOf(id)
    return parent === undefined ? [] : [{ id, parent }]
  })
  const childrenOf = (id: number): readonly number[] =>
    parents
      .filter(({ parent }) => parent === id)
      .flatMap((child) => [child.id, ...childrenOf(child.id)])
  return childrenOf(ancestor)
}

/** Undefined for a process that has ended meanwhile. */
function parentOf(id: number): number | undefined {
  try {
    return Number(/^PPid:\s*(\d+)$/m.exec(readFileSync(`/proc/${id}/status`, 'utf8'))?.[1])
  } catch {
    return undefined
  }
}

function commandLineOf(id: number): string {
  return readFileSync(`/proc/${id}/cmdline`, 'utf8').replaceAll('\0', ' ')
}
