import { type ChildProcess, spawn } from 'node:child_process'
import type { PartHealth } from '../../app/contract/health-view.ts'
import type { OwnCommand } from './own-command.ts'
import type { WatchReport } from './watch-report.ts'

export interface WatchdogParts {
  /** Starts a process that watches over its stdin. */
  readonly command: OwnCommand
  /** Orders that are at the exchange, or may be. */
  readonly openOrders: () => number
  /** What it cannot read by itself of what it tells people with; nothing where it can, or nobody can now. */
  readonly secrets: () => Promise<Readonly<Record<string, string>> | undefined>
  readonly warn: (text: string) => void
  readonly startAfterMs?: number
  readonly beatMs?: number
}

/** The start of the engine has the machine for itself. */
const START_AFTER_MS = 5_000
const BEAT_MS = 1_000
/** How often it is looked whether they are others now. */
const SECRETS_EVERY_BEATS = 30
/** A watchdog that ended is started again, but one that cannot run does not take the machine's time. */
const AGAIN_AFTER_MS = 60_000
/** One that does not read any more: a few minutes of beats. */
const UNREAD_BYTES_MAX = 16_384

/**
 * The near end of a watchdog: a process of its own, which notices when this one stalls or dies, since it hears a beat from
 * this event loop every second. It ends with this process, and does not keep it from ending.
 */
export class Watchdog {
  readonly #parts: WatchdogParts
  readonly #beating: NodeJS.Timeout
  #starting: NodeJS.Timeout
  #child: ChildProcess | undefined
  #beats = 0
  #toldSecrets = ''
  #isClosed = false

  constructor(parts: WatchdogParts) {
    this.#parts = parts
    this.#starting = setTimeout(() => this.#start(), parts.startAfterMs ?? START_AFTER_MS).unref()
    this.#beating = setInterval(() => this.#beat(), parts.beatMs ?? BEAT_MS).unref()
  }

  /** Of the process that watches, once there is one. */
  get pid(): number | undefined {
    return this.#child?.pid
  }

  health(): PartHealth {
    const name = 'watchdog'
    if (this.#child === undefined) return { name, state: 'working', text: 'It is being started.' }
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) {
      return { name, state: 'attention', text: 'It ended, and is started again in a minute.' }
    }
    if (this.#unreadBytes() > UNREAD_BYTES_MAX) {
      return { name, state: 'attention', text: 'It does not listen.' }
    }
    return { name, state: 'well', text: 'It hears this process, and says when it does not.' }
  }

  /** Tells the watchdog that this is no accident. */
  close(): void {
    this.#isClosed = true
    clearTimeout(this.#starting)
    clearInterval(this.#beating)
    this.#tell({ kind: 'goodbye' })
    this.#child?.stdin?.end()
  }

  #start(): void {
    if (this.#isClosed) return
    const { command, args } = this.#parts.command
    const child = spawn(command, [...args], { detached: true, stdio: ['pipe', 'ignore', 'ignore'] })
    // Neither the process nor the pipe to it is a reason to live on.
    child.unref()
    if (child.stdin && 'unref' in child.stdin && typeof child.stdin.unref === 'function') {
      child.stdin.unref()
    }
    child.stdin?.on('error', () => undefined)
    child.on('error', (error) =>
      this.#parts.warn(`the watchdog cannot be started: ${error.message}`),
    )
    child.on('close', () => this.#startAgain())
    this.#child = child
    this.#beats = 0
    this.#toldSecrets = ''
    this.#beat()
  }

  #startAgain(): void {
    if (this.#isClosed) return
    this.#parts.warn('the watchdog ended; it is started again in a minute')
    this.#starting = setTimeout(() => this.#start(), AGAIN_AFTER_MS).unref()
  }

  #beat(): void {
    if (this.#child === undefined || this.#unreadBytes() > UNREAD_BYTES_MAX) return
    if (this.#beats % SECRETS_EVERY_BEATS === 0) void this.#tellSecrets()
    this.#beats += 1
    this.#tell({ kind: 'beat', openOrders: this.#parts.openOrders() })
  }

  async #tellSecrets(): Promise<void> {
    const secrets = await this.#parts.secrets()
    const text = JSON.stringify(secrets)
    if (secrets === undefined || text === this.#toldSecrets) return
    this.#toldSecrets = text
    this.#tell({ kind: 'secrets', secrets })
  }

  #tell(report: WatchReport): void {
    const input = this.#child?.stdin
    if (input?.writable) input.write(`${JSON.stringify(report)}\n`)
  }

  #unreadBytes(): number {
    return this.#child?.stdin?.writableLength ?? 0
  }
}

export function watchdogWords(directory: string): readonly string[] {
  return ['watchdog', '--profile', directory, '--stall-ms', String(STALL_MS)]
}

/** Longer than a candle's work or a checkpoint ever takes; sooner than a person looks. */
const STALL_MS = 10_000
