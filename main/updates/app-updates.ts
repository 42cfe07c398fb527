import electronUpdater, { type AppUpdater } from 'electron-updater'
import type { Settings } from '../../app/contract/settings.ts'
import type { UpdateView } from '../../app/contract/update-view.ts'
import { failure, type Problem, type Result, success } from '../../app/domain/result.ts'
import type { ProfileBackups } from '../../app/storage/profile-backup.ts'
import { ForgedFeedError, SignedFeedProvider } from './signed-feed-provider.ts'
import type { UpdateAddress } from './update-address.ts'

export interface UpdateParts {
  readonly updater: Updater
  readonly log: { readonly info: (text: string) => void; readonly warn: (text: string) => void }
  /** Why the engine must not be stopped now; null when it may. */
  readonly heldBackBy: () => string | null
  /** Which versions the user wants to be offered. */
  readonly channel: () => Settings['updateChannel']
  readonly backups: Pick<ProfileBackups, 'lackingRoom' | 'make'>
  /** That one is here, and waits for the user. */
  readonly announce: (version: string) => void
  /** From here on there is no way but a new start. */
  readonly endEngine: () => void
  /** Starts the application anew, whichever version is installed by then. */
  readonly startAnew: () => void
}

/** As electron-builder names them. */
const FEEDS = { stable: 'latest', beta: 'beta' } as const

/** What is used of electron-updater. */
export type Updater = Pick<
  AppUpdater,
  'allowDowngrade' | 'channel' | 'checkForUpdates' | 'quitAndInstall' | 'on' | 'once'
>

type FeedOptions = Parameters<AppUpdater['setFeedURL']>[0]

/** Looks for newer versions, fetches them, and installs one when the user says so and no order is in the dark. */
export class AppUpdates {
  readonly #parts: UpdateParts
  readonly #updater: Updater
  #view: UpdateView = { kind: 'none', checkedAt: null }

  constructor(parts: UpdateParts) {
    this.#parts = parts
    this.#updater = parts.updater
    this.#listen()
  }

  view(): UpdateView {
    return this.#view.kind === 'ready'
      ? { ...this.#view, heldBackBy: this.#parts.heldBackBy() }
      : this.#view
  }

  /** Returns when there is nothing newer, or it is here. */
  async check(): Promise<UpdateView> {
    const { kind } = this.#view
    if (kind === 'none' || kind === 'failed') {
      this.#view = { kind: 'checking' }
      this.#chooseChannel()
      try {
        const found = await this.#updater.checkForUpdates()
        // An archive that was unpacked by hand has no installer that could replace it.
        if (found === null) this.#view = { kind: 'off', reason: UNPACKED }
        else await found.downloadPromise
      } catch (error) {
        this.#fail(error)
      }
    }
    return this.view()
  }

  install(): Result<null, Problem> {
    const view = this.view()
    if (view.kind !== 'ready') return failure(NOTHING_READY)
    if (view.heldBackBy !== null) return failure(heldBack(view.heldBackBy))
    const lacking = this.#parts.backups.lackingRoom()
    if (lacking !== null) return failure(noRoom(lacking))
    this.#view = { kind: 'installing', version: view.version }
    // The answer goes out first; then nothing runs here any more.
    setImmediate(() => this.#installNow(view.version))
    return success(null)
  }

  #chooseChannel(): void {
    this.#updater.channel = FEEDS[this.#parts.channel()]
    // Naming a channel allows it, and back from beta to an older release would be a profile from the future.
    this.#updater.allowDowngrade = false
  }

  #installNow(version: string): void {
    const heldBackBy = this.#parts.heldBackBy()
    if (heldBackBy !== null) {
      this.#view = { kind: 'ready', version, heldBackBy }
      return
    }
    this.#parts.log.info(`installing ${version}`)
    try {
      this.#parts.endEngine()
      // The engine is closed: what is copied must not change meanwhile, and the system's question may take minutes.
      this.#parts.backups.make(`${new Date().toISOString().slice(0, 10)} before ${version}`)
      // Reached also when the user refused the system's question: then the version that is here starts again.
      this.#updater.once('error', () => this.#parts.startAnew())
      this.#updater.quitAndInstall(false, true)
    } catch (error) {
      this.#parts.log.warn(`${version} was not installed: ${String(error)}`)
      this.#parts.startAnew()
    }
  }

  #listen(): void {
    this.#updater.on('update-not-available', () => {
      this.#view = { kind: 'none', checkedAt: Date.now() }
    })
    this.#updater.on('update-available', ({ version }) => {
      this.#view = { kind: 'downloading', version, percent: 0 }
    })
    this.#updater.on('download-progress', ({ percent }) => {
      if (this.#view.kind === 'downloading') this.#view = { ...this.#view, percent }
    })
    this.#updater.on('update-downloaded', ({ version }) => {
      this.#view = { kind: 'ready', version, heldBackBy: null }
      this.#parts.announce(version)
    })
    this.#updater.on('error', (error) => this.#fail(error))
  }

  #fail(error: unknown): void {
    if (this.#view.kind === 'installing') return
    this.#parts.log.warn(`no update: ${String(error)}`)
    this.#view = failureOf(error)
  }
}

/** electron-updater, told to take nothing but signed feeds. */
export function signedUpdater(address: UpdateAddress, log: UpdateParts['log']): AppUpdater {
  const { autoUpdater } = electronUpdater
  // A user who closes the window wants to be done, not updated.
  autoUpdater.autoInstallOnAppQuit = false
  autoUpdater.logger = { ...log, error: log.warn }
  // Made by electron-updater as `new updateProvider(these options, updater, runtime)`; its own types name only the first part.
  const feed = { provider: 'custom', updateProvider: SignedFeedProvider, ...address }
  autoUpdater.setFeedURL(feed as unknown as FeedOptions)
  return autoUpdater
}

function failureOf(error: unknown): UpdateView {
  const isForged = error instanceof ForgedFeedError
  const isDamaged = error instanceof Error && /checksum mismatch/i.test(error.message)
  if (isForged) {
    return {
      kind: 'failed',
      message:
        'What says that there is an update is not signed by those who make Cryptobot. It was not followed.',
      action:
        'Nothing was changed. If it stays so for days, tell us: somebody may be between you and the server.',
    }
  }
  if (isDamaged) {
    return {
      kind: 'failed',
      message: 'The update that was downloaded is not the one that was announced. It was deleted.',
      action: 'Nothing was changed. Look for updates again.',
    }
  }
  return {
    kind: 'failed',
    message: 'The server for updates could not be asked.',
    action: 'Nothing was changed. It is asked again in a few hours; the log has the details.',
  }
}

const UNPACKED = 'This kind of installation cannot replace itself: unpack a newer version by hand.'

const NOTHING_READY: Problem = {
  code: 'update-none',
  message: 'No update is ready to be installed.',
  action: 'Look for updates first.',
}

function noRoom({ needed, free }: { readonly needed: number; readonly free: number }): Problem {
  return {
    code: 'update-no-room',
    message: `The update was not installed: backing up the profile takes ${megabytes(needed)}, and ${megabytes(free)} are free.`,
    action: 'Nothing was changed. Make room on the disk, then try again.',
  }
}

function megabytes(bytes: number): string {
  return `${Math.ceil(bytes / 1_000_000)} MB`
}

function heldBack(reason: string): Problem {
  return {
    code: 'update-held-back',
    message: `The update was not installed: ${reason}`,
    action: 'It waits. Install it when the order is resolved.',
  }
}
