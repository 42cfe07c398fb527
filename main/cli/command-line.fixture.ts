import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'

const INDEX = fileURLToPath(new URL('./index.ts', import.meta.url))

/** The command line in a process of its own, as a person starts it. */
export class CommandLine {
  readonly #process: ChildProcess
  readonly #ended: Promise<unknown[]>
  #waiting: (() => void)[] = []
  output = ''
  errors = ''

  constructor(args: readonly string[]) {
    this.#process = spawn(process.execPath, [INDEX, ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
    this.#ended = once(this.#process, 'close')
    this.#process.stdout?.on('data', (text) => this.#heard(String(text), ''))
    this.#process.stderr?.on('data', (text) => this.#heard('', String(text)))
    void this.#ended.then(() => this.#heard('', ''))
    onTestFinished(() => {
      this.#process.kill('SIGKILL')
    })
  }

  #heard(output: string, errors: string): void {
    this.output += output
    this.errors += errors
    const waiting = this.#waiting
    this.#waiting = []
    for (const look of waiting) look()
  }

  /** Until the output matches; fails when the process ends before. */
  async printed(pattern: RegExp): Promise<void> {
    while (!pattern.test(this.output)) {
      if (this.#process.exitCode !== null) {
        throw new Error(`it ended without ${pattern}: ${this.output}${this.errors}`)
      }
      await new Promise<void>((resolve) => this.#waiting.push(resolve))
    }
  }

  kill(signal: NodeJS.Signals): void {
    this.#process.kill(signal)
  }

  /** The exit status once it has ended and all of its output was read. */
  async status(): Promise<unknown> {
    const [status] = await this.#ended
    return status
  }
}

export function runDemo(profile: string, ...more: readonly string[]): CommandLine {
  const args = ['run', '--headless', '--mode', 'demo', '--profile', profile]
  return new CommandLine([...args, '--speed', '1000', ...more])
}
