import type { ZodType } from 'zod'
import { LOG_PARTS } from '../../app/contract/log-words.ts'
import type {
  Diagnostics,
  LoggingView,
  LogPage,
  LogSettings,
  LogWish,
} from '../../app/contract/logs.ts'
import { shortened } from '../../app/contract/values.ts'
import type { AuditEntry } from '../../app/domain/audit-entry.ts'
import { redactUnknown } from '../../app/domain/redact.ts'
import { failure, type Problem, type Result, success } from '../../app/domain/result.ts'
import { diagnosticsOf } from './diagnostics.ts'
import { LOGGING_DOCUMENT, logDocument } from './log-document.ts'
import type { ProcessLog } from './process-log.ts'
import { readLog } from './read-log.ts'

export interface LogDeskParts {
  readonly logs: ProcessLog
  readonly version: string
  readonly store: {
    load<Value>(name: string, schema: ZodType<Value>): Value | undefined
    save(name: string, value: unknown, entry: Omit<AuditEntry, 'time'>): void
  }
  /** What diagnostics hold beside the log, by its heading. */
  readonly sections: () => Readonly<Record<string, unknown>>
  /** Asks the user; null when the dialog was dismissed. */
  readonly chooseFolder: () => Promise<string | null>
}

/** What the window may do with the log: read it, say what is written where, and give diagnostics away. */
export class LogDesk {
  readonly #parts: LogDeskParts
  #shown: Diagnostics | undefined

  /** A log must not keep anything from starting: where its folder is gone, it is written in the profile. */
  constructor(parts: LogDeskParts) {
    this.#parts = parts
    const { logs, store } = parts
    try {
      const kept = store.load(LOGGING_DOCUMENT, logDocument)
      if (kept === undefined) return
      logs.apply(kept.settings)
      logs.moveTo(kept.folder)
    } catch (error) {
      logs.of('app').error('the log is written in the profile, as if nothing was set', error)
    }
  }

  view(): LoggingView {
    const { settings, folder, isUsualFolder } = this.#parts.logs
    return { settings, folder, isUsualFolder }
  }

  save(settings: LogSettings): Result<LoggingView, Problem> {
    const before = this.#parts.logs.settings
    this.#parts.logs.apply(settings)
    this.#keep(`${wordsOf(before)}; now ${wordsOf(settings)}`)
    return success(this.view())
  }

  async chooseFolder(isUsual: boolean): Promise<Result<LoggingView, Problem>> {
    const { logs } = this.#parts
    const folder = isUsual ? null : await this.#parts.chooseFolder()
    if (folder === null && !isUsual) return success(this.view())
    const before = logs.folder
    try {
      logs.moveTo(folder)
    } catch (error) {
      return failure(notWritable(folder ?? before, error))
    }
    this.#keep(`written in ${before}; now in ${logs.folder}`)
    return success(this.view())
  }

  page(wish: LogWish): Promise<LogPage> {
    return readLog(this.#parts.logs.folder, wish)
  }

  /** How a text would stand in the log. */
  preview(text: string): string {
    return redactUnknown(text)
  }

  async diagnostics(): Promise<Diagnostics> {
    const { logs, version, sections } = this.#parts
    const { settings, folder } = logs
    const all: LogWish = {
      parts: LOG_PARTS,
      ...{ level: 'debug', words: '', direction: 'newest', from: null },
    }
    const { lines } = await readLog(folder, all)
    const time = Date.now()
    const shown = { ...sections(), logging: settings }
    this.#shown = diagnosticsOf({ version, time, sections: shown, lines })
    return this.#shown
  }

  /** As they were last shown; what is given away is what was read. */
  async shownDiagnostics(): Promise<Diagnostics> {
    return this.#shown ?? this.diagnostics()
  }

  #keep(detail: string): void {
    const { logs, store } = this.#parts
    const folder = logs.isUsualFolder ? null : logs.folder
    store.save(
      LOGGING_DOCUMENT,
      { settings: logs.settings, folder },
      {
        actor: 'window',
        ...{ action: 'logging changed', subject: 'profile', detail: shortened(detail) },
      },
    )
  }
}

function wordsOf({ levels, format, fileMegabytes, files, keepDays }: LogSettings): string {
  const parts = LOG_PARTS.map((part) => `${part} ${levels[part]}`).join(', ')
  return `${parts}, as ${format}, ${files} files of ${fileMegabytes} MB for ${keepDays} days`
}

function notWritable(folder: string, error: unknown): Problem {
  return {
    code: 'log-folder',
    message: `Nothing can be written in ${folder}: ${reasonOf(error)} The log goes on where it was.`,
    action: 'Choose a folder that you may write in.',
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? `${error.message}.` : String(error)
}
