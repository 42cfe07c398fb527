import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import type { StrategyFile } from '../../app/sandbox/strategy-file.ts'
import { StrategyError } from '../../app/strategy/strategy-fault.ts'
import { parsed } from '../control/parsed.ts'
import type { OwnCommand } from '../watchdog/own-command.ts'
import { type SandboxAnswer, type SandboxQuestion, sandboxAnswer } from './sandbox-wire.ts'

export interface SandboxWishes {
  /** Starts a process that answers by its stdout what it is asked by its stdin. */
  readonly command: OwnCommand
  readonly file: StrategyFile
  readonly answered: (answer: Exclude<SandboxAnswer, { kind: 'failed' }>) => void
  /** Once, and the last that is heard. */
  readonly failed: (error: StrategyError) => void
  /** For tests. */
  readonly silenceMsMax?: number
}

/** Longer than the interpreter's own count of steps takes on any machine; a start loads the program as well. */
const SILENCE_MS_MAX = 5_000
const START_MS_MAX = 60_000

/**
 * A strategy's process, seen from the engine's. It is asked and never waited for; one that is silent while it is asked, or
 * ends, has failed, and is killed. It has neither our environment nor our folder.
 */
export class SandboxProcess {
  readonly #wishes: SandboxWishes
  readonly #child: ChildProcess
  #asked = 0
  #timer: NodeJS.Timeout | undefined
  #hasStarted = false
  #isOver = false

  constructor(wishes: SandboxWishes) {
    this.#wishes = wishes
    const { command, file } = wishes
    this.#child = spawn(command.command, [...command.args], {
      stdio: ['pipe', 'pipe', 'ignore'],
      env: environment(),
    })
    const { stdin, stdout } = this.#child
    stdin?.on('error', () => undefined)
    this.#child.on('error', (error) => this.#fail(`it cannot be started: ${error.message}`))
    this.#child.on('close', () => this.#fail('its process ended'))
    if (stdout) createInterface({ input: stdout }).on('line', (line) => this.#hear(line))
    this.ask({ kind: 'open', ...file })
  }

  get pid(): number | undefined {
    return this.#child.pid
  }

  ask(question: SandboxQuestion): void {
    if (this.#isOver) return
    this.#asked += 1
    this.#child.stdin?.write(`${JSON.stringify(question)}\n`)
    if (this.#timer === undefined) this.#listen()
  }

  stop(): void {
    this.#isOver = true
    clearTimeout(this.#timer)
    this.#child.kill('SIGKILL')
  }

  #hear(line: string): void {
    if (this.#isOver) return
    this.#asked -= 1
    clearTimeout(this.#timer)
    this.#timer = undefined
    const read = sandboxAnswer.safeParse(parsed(line))
    if (read.data?.kind === 'started') this.#hasStarted = true
    if (!read.success) this.#fail('it answered what cannot be understood')
    else if (read.data.kind === 'failed') this.#end(new StrategyError(read.data.fault))
    else {
      if (this.#asked > 0) this.#listen()
      this.#wishes.answered(read.data)
    }
  }

  #listen(): void {
    const { silenceMsMax = SILENCE_MS_MAX } = this.#wishes
    const ms = this.#hasStarted ? silenceMsMax : START_MS_MAX
    this.#timer = setTimeout(() => this.#fail(`it did not answer within ${ms / 1_000} s`), ms)
    this.#timer.unref()
  }

  #fail(message: string): void {
    const { name } = this.#wishes.file
    this.#end(new StrategyError({ file: name, line: null, message, stack: [] }))
  }

  #end(error: StrategyError): void {
    if (this.#isOver) return
    this.stop()
    this.#wishes.failed(error)
  }
}

/** What a process needs to start at all: no keys, no tokens, whatever the shell had. */
function environment(): NodeJS.ProcessEnv {
  const names = ['PATH', 'HOME', 'LANG', 'TMPDIR', 'TEMP', 'SystemRoot', 'LD_LIBRARY_PATH']
  return Object.fromEntries(
    names.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])),
  )
}
