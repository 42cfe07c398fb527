import { DEFAULT_SETTINGS, type Settings } from '../../app/contract/settings.ts'
import type { UpdateView } from '../../app/contract/update-view.ts'
import { failure, type Problem, type Result } from '../../app/domain/result.ts'
import type { AppUpdates } from './app-updates.ts'
import { readUpdateAddress, type UpdateAddress } from './update-address.ts'

/** The engine that a newer version would replace, as far as updates have to do with it. */
export interface UpdatedEngine {
  readonly logs: {
    of(part: 'updates'): Readonly<Record<'info' | 'warn', (text: string) => void>>
  }
  updateChannel(): Settings['updateChannel']
  /** Orders of which it is not known what became of them. */
  unresolvedOrders(): number
  updateReady(version: string): void
  close(): void
}

export interface UpdateDeskParts {
  /** Of the installed application; null for one that was started from its source. */
  readonly applicationFolder: string | null
  readonly profileFolder: string
  /** Null until it has started. */
  readonly engine: () => UpdatedEngine | null
  /** Starts the application anew, whichever version is installed by then. */
  readonly startAnew: () => void
}

/** The start has the machine for itself. */
const FIRST_CHECK_MS = 60_000
const CHECK_EVERY_MS = 6 * 60 * 60_000

/** Where the window asks for updates. What fetches and installs them is loaded when it is first needed. */
export class UpdateDesk {
  readonly #parts: UpdateDeskParts
  readonly #timers: readonly NodeJS.Timeout[]
  #opened: Promise<AppUpdates | Off> | undefined

  constructor(parts: UpdateDeskParts) {
    this.#parts = parts
    this.#timers = [
      setTimeout(() => void this.check(), FIRST_CHECK_MS).unref(),
      setInterval(() => void this.check(), CHECK_EVERY_MS).unref(),
    ]
  }

  async view(): Promise<UpdateView> {
    const updates = await this.#open()
    return 'kind' in updates ? updates : updates.view()
  }

  async check(): Promise<UpdateView> {
    const updates = await this.#open()
    return 'kind' in updates ? updates : updates.check()
  }

  async install(): Promise<Result<null, Problem>> {
    const updates = await this.#open()
    return 'kind' in updates ? failure(byHand(updates.reason)) : updates.install()
  }

  close(): void {
    for (const timer of this.#timers) clearTimeout(timer)
  }

  #open(): Promise<AppUpdates | Off> {
    this.#opened ??= this.#load()
    return this.#opened
  }

  async #load(): Promise<AppUpdates | Off> {
    const { applicationFolder } = this.#parts
    if (applicationFolder === null) return off('This Cryptobot was started from its source.')
    try {
      const address = readUpdateAddress(applicationFolder)
      if (address !== undefined) return await this.#openAt(address)
    } catch (error) {
      this.#parts
        .engine()
        ?.logs.of('updates')
        .warn(`no updates: ${String(error)}`)
      return off('This installation is damaged: what it says of updates cannot be read.')
    }
    return off('This Cryptobot was built without an address for updates.')
  }

  async #openAt(address: UpdateAddress): Promise<AppUpdates> {
    const { profileFolder, engine, startAnew } = this.#parts
    const { AppUpdates: Updates, signedUpdater } = await import('./app-updates.ts')
    const { ProfileBackups } = await import('../../app/storage/profile-backup.ts')
    const log = {
      info: (text: string) => engine()?.logs.of('updates').info(text),
      warn: (text: string) => engine()?.logs.of('updates').warn(text),
    }
    return new Updates({
      updater: signedUpdater(address, log),
      log,
      channel: () => engine()?.updateChannel() ?? DEFAULT_SETTINGS.updateChannel,
      backups: new ProfileBackups(profileFolder),
      heldBackBy: () => ((engine()?.unresolvedOrders() ?? 0) === 0 ? null : IN_THE_DARK),
      announce: (version) => engine()?.updateReady(version),
      endEngine: () => engine()?.close(),
      startAnew,
    })
  }
}

type Off = Extract<UpdateView, { kind: 'off' }>

const IN_THE_DARK = 'It is not known yet what became of an order that was sent.'

/** For a build that asks nobody. */
function off(reason: string): Off {
  return { kind: 'off', reason }
}

function byHand(reason: string): Problem {
  return { code: 'update-off', message: reason, action: 'Install a newer version by hand.' }
}
