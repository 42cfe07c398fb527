import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'

type BackgroundCommand = {
  readonly command: string
  readonly args: readonly string[]
  readonly env?: NodeJS.ProcessEnv
  readonly input?: string
}

export const startTimeoutMs = 15_000
const stopTimeoutMs = 3_000

/** A program that serves others until it is stopped, at the latest when this process ends. */
export class BackgroundProcess {
  readonly #name: string
  readonly #child: ChildProcess
  readonly #killWithUs = () => this.#child.kill('SIGKILL')

  constructor({ command, args, env, input }: BackgroundCommand) {
    this.#name = command
    this.#child = spawn(command, args, {
      env: env ?? process.env,
      stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'ignore'],
      // Out of the terminal's process group: a Ctrl-C must not take it from those that still use it.
      detached: true,
    })
    this.#child.on('error', () => this.stop())
    // A program that ended at once is noticed by what it did not print, not by its closed input.
    this.#child.stdin?.on('error', () => undefined).end(input)
    process.once('exit', this.#killWithUs)
  }

  /** The first line that it prints, by which many servers say where they can be reached. */
  async firstLine(): Promise<string> {
    const { stdout } = this.#child
    if (stdout === null) throw new Error(`${this.#name} has no output`)
    const lines = createInterface({ input: stdout })
    const timer = setTimeout(() => lines.close(), startTimeoutMs)
    try {
      for await (const line of lines) return line
    } finally {
      clearTimeout(timer)
    }
    throw new Error(`${this.#name} did not start`)
  }

  stop(): Promise<void> {
    process.off('exit', this.#killWithUs)
    const { pid, exitCode, signalCode } = this.#child
    if (pid === undefined || exitCode !== null || signalCode !== null) return Promise.resolve()
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.#child.kill('SIGKILL'), stopTimeoutMs)
      this.#child.once('exit', () => {
        clearTimeout(timer)
        resolve()
      })
      this.#child.kill('SIGTERM')
    })
  }
}
