import { mkdirSync } from 'node:fs'
import electronLog from 'electron-log/node.js'
import {
  DEFAULT_LOG_SETTINGS,
  LOG_LEVELS,
  LOG_PARTS,
  type LogLevel,
  type LogPart,
} from '../../app/contract/log-words.ts'
import { LOG_TEXT_MAX, type LogSettings } from '../../app/contract/logs.ts'
import { redactUnknown } from '../../app/domain/redact.ts'
import type { EventWords } from './event-words.ts'
import { currentLog, dropOldLogs, expectWritable, putAside, usualLogFolder } from './log-files.ts'
import { logText } from './log-text.ts'

type Hook = (typeof electronLog.hooks)[number]
type LogMessage = Parameters<Hook>[0]

const BYTES_PER_MEGABYTE = 1_048_576

/** What one part of Cryptobot writes. */
export interface Log {
  info(message: string): void
  warn(message: string): void
  error(message: string, error?: unknown): void
}

/**
 * The log of this process: files of its owner alone, written without holding the engine up. Whatever looks like a secret is
 * hidden before it reaches any of them. What is set holds from the next line on.
 */
export class ProcessLog {
  readonly #logger = electronLog.create({ logId: 'cryptobot' })
  readonly #usualFolder: string
  #folder: string
  #settings: LogSettings = DEFAULT_LOG_SETTINGS

  constructor(profileDirectory: string) {
    this.#usualFolder = usualLogFolder(profileDirectory)
    this.#folder = this.#usualFolder
    const { file, console } = this.#logger.transports
    file.resolvePathFn = () => currentLog(this.#folder)
    file.level = 'debug'
    file.sync = false
    file.writeOptions = { flag: 'a', mode: 0o600, encoding: 'utf8' }
    file.archiveLogFn = () => {
      putAside(this.#folder)
      dropOldLogs(this.#folder, this.#settings)
    }
    file.format = ({ message }) => [this.#written(message)]
    console.level = 'warn'
    console.format = file.format
    this.#logger.hooks.push((message) => this.#hooked(message))
    this.#limitFiles()
  }

  get settings(): LogSettings {
    return this.#settings
  }

  get folder(): string {
    return this.#folder
  }

  get isUsualFolder(): boolean {
    return this.#folder === this.#usualFolder
  }

  of(part: LogPart): Log {
    const scope = this.#logger.scope(part)
    return {
      info: (message) => scope.info(message),
      warn: (message) => scope.warn(message),
      error: (message, ...error) => scope.error(message, ...error),
    }
  }

  write(part: LogPart, { level, text, clientOrderId }: EventWords): void {
    const order = clientOrderId === undefined ? [] : [new OrderReference(clientOrderId)]
    this.#logger.scope(part)[level](text, ...order)
  }

  apply(settings: LogSettings): void {
    this.#settings = settings
    this.#limitFiles()
  }

  /** Null for the one in the profile. Throws when nothing can be written there; it goes on where it was, then. */
  moveTo(folder: string | null): void {
    const next = folder ?? this.#usualFolder
    mkdirSync(next, { recursive: true })
    expectWritable(next)
    this.#folder = next
    this.#limitFiles()
  }

  #limitFiles(): void {
    this.#logger.transports.file.maxSize = this.#settings.fileMegabytes * BYTES_PER_MEGABYTE
    dropOldLogs(this.#folder, this.#settings)
  }

  /** Before anything is written anywhere. */
  #hooked(message: LogMessage): LogMessage | false {
    const wanted = LOG_LEVELS.indexOf(this.#settings.levels[partOf(message)])
    if (LOG_LEVELS.indexOf(levelOf(message)) > wanted) return false
    return { ...message, data: message.data.map(redacted) }
  }

  #written(message: LogMessage): string {
    const order = message.data.find((piece: unknown) => piece instanceof OrderReference)
    const text = message.data.filter((piece: unknown) => typeof piece === 'string').join(' ')
    return logText(
      {
        time: message.date.getTime(),
        level: levelOf(message),
        part: partOf(message),
        text: text.slice(0, LOG_TEXT_MAX),
        clientOrderId: order?.clientOrderId ?? null,
      },
      this.#settings.format,
    )
  }
}

/** Kept apart from the words, in which a long id could be taken for a key. */
class OrderReference {
  readonly clientOrderId: string

  constructor(clientOrderId: string) {
    this.clientOrderId = clientOrderId
  }
}

function redacted(piece: unknown): unknown {
  if (piece instanceof OrderReference) return piece
  const text = piece instanceof Error ? (piece.stack ?? piece.message) : String(piece)
  return redactUnknown(text)
}

function partOf({ scope }: LogMessage): LogPart {
  return LOG_PARTS.find((part) => part === scope) ?? 'app'
}

function levelOf({ level }: LogMessage): LogLevel {
  return LOG_LEVELS.find((one) => one === level) ?? 'info'
}
