import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { onTestFailed, onTestFinished } from 'vitest'
import { type EventLine, eventLine } from '../../app/contract/event-lines.ts'

/** What Node compiled for the process before need not be compiled for the next one. */
const COMPILED = { NODE_COMPILE_CACHE: join(tmpdir(), 'cryptobot-test-compiled') }
const INDEX = fileURLToPath(new URL('./index.ts', import.meta.url))

/** What is shown of a command when a test fails. */
const TAIL_LENGTH = 2_000

export interface CommandOptions {
  readonly environment?: Readonly<Record<string, string>>
  /** A module that is loaded before the command line. */
  readonly preload?: string
}

/** The command line in a process of its own, as a person starts it. */
export class CommandLine {
  readonly #process: ChildProcess
  readonly #ended: Promise<unknown[]>
  #waiting: (() => void)[] = []
  output = ''
  #errors = ''

  constructor(args: readonly string[], { environment, preload }: CommandOptions = {}) {
    const command = [...(preload === undefined ? [] : ['--import', preload]), INDEX, ...args]
    this.#process = spawn(process.execPath, command, {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...COMPILED, ...environment },
    })
    this.#ended = once(this.#process, 'close')
    this.#process.stdout?.on('data', (text) => this.#heard(String(text), ''))
    this.#process.stderr?.on('data', (text) => this.#heard('', String(text)))
    void this.#ended.then(() => this.#heard('', ''))
    onTestFinished(() => {
      this.#process.kill('SIGKILL')
    })
    onTestFailed(() => {
      const said = `${this.output}${this.errors}`.slice(-TAIL_LENGTH)
      console.error(`${args.join(' ')} said at last:\n${said}`)
    })
  }

  get pid(): number {
    return this.#process.pid ?? 0
  }

  #heard(output: string, errors: string): void {
    this.output += output
    this.#errors += errors
    const waiting = this.#waiting
    this.#waiting = []
    for (const look of waiting) look()
  }

  /** But for words about slow calls: it shares the machine with other tests. */
  get errors(): string {
    return this.#errors.replace(/^\S+ took \d+ ms, slow from .*\n/gm, '')
  }

  get #hasEnded(): boolean {
    return this.#process.exitCode !== null || this.#process.signalCode !== null
  }

  /** Until what is looked for is there; fails when the process ends before. */
  async #until<Value>(look: () => Value | undefined, wanted: string): Promise<Value> {
    for (;;) {
      const found = look()
      if (found !== undefined) return found
      if (this.#hasEnded)
        throw new Error(`it ended without ${wanted}: ${this.output}${this.errors}`)
      await new Promise<void>((resolve) => this.#waiting.push(resolve))
    }
  }

  /** Until something is so that its output tells; fails when the process ends before. */
  async until(isSo: () => boolean): Promise<void> {
    await this.#until(() => isSo() || undefined, 'that')
  }

  /** Until the output matches; fails when the process ends before. */
  async printed(pattern: RegExp): Promise<void> {
    await this.#until(() => pattern.test(this.output) || undefined, String(pattern))
  }

  async warned(pattern: RegExp): Promise<void> {
    await this.#until(() => pattern.test(this.errors) || undefined, String(pattern))
  }

  /** What a headless run has told so far; a line that is none throws. */
  events(): readonly EventLine[] {
    const lines = this.output.split('\n').slice(0, -1)
    return lines.map((line) => eventLine.parse(JSON.parse(line)))
  }

  /** The first event line that is meant, now or later. */
  told<Kind extends EventLine['event']>(
    event: Kind,
    isMeant: (line: Extract<EventLine, { event: Kind }>) => boolean = () => true,
  ): Promise<Extract<EventLine, { event: Kind }>> {
    const isKind = (line: EventLine): line is Extract<EventLine, { event: Kind }> =>
      line.event === event
    return this.#until(() => this.events().filter(isKind).find(isMeant), `a line "${event}"`)
  }

  /** Closes the pipe that it prints to. */
  stopReading(): void {
    this.#process.stdout?.destroy()
  }

  kill(signal: NodeJS.Signals): void {
    this.#process.kill(signal)
  }

  /** The exit status once it has ended and all of its output was read; null when it was killed. */
  async status(): Promise<unknown> {
    const [status] = await this.#ended
    return status
  }
}

export function runDemo(profile: string, ...more: readonly string[]): CommandLine {
  const args = ['run', '--headless', '--mode', 'demo', '--profile', profile]
  return new CommandLine([...args, '--speed', '1000', ...more])
}
