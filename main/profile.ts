import { DEFAULT_SETTINGS, type Settings } from '../app/contract/settings.ts'
import type { Problem } from '../app/domain/result.ts'
import { problemOf } from '../app/engine/problem-of.ts'
import type { SessionObservers } from '../app/engine/session-parts.ts'
import { Workspace } from '../app/engine/workspace.ts'
import { systemClock } from '../app/exchanges/system-clock.ts'
import { NO_KEYS } from '../app/ports/key-source.ts'
import type { OpenedProfile } from './ipc/request-handlers.ts'

/** The profile of this process: its workspace, and why there is none when it could not be opened. */
export class Profile {
  readonly #workspace: Workspace | null
  #failure: Problem | null
  #opening: Promise<void> | undefined

  constructor(directory: string, observers: SessionObservers) {
    const opened = openWorkspace(directory, observers)
    this.#workspace = opened instanceof Workspace ? opened : null
    this.#failure = opened instanceof Workspace ? null : opened
  }

  /** The system's while the settings cannot be read. */
  theme(): Settings['theme'] {
    try {
      return this.#workspace?.settings().theme ?? DEFAULT_SETTINGS.theme
    } catch {
      return DEFAULT_SETTINGS.theme
    }
  }

  /** The account that was in use last is open when this is. */
  async open(): Promise<OpenedProfile> {
    this.#opening ??= this.#openLast()
    await this.#opening
    const isOpen = (this.#workspace?.session ?? null) !== null
    return { workspace: this.#workspace, failure: isOpen ? null : this.#failure }
  }

  close(): void {
    this.#workspace?.close()
  }

  async #openLast(): Promise<void> {
    try {
      const opened = await this.#workspace?.openLast()
      if (opened !== undefined && !opened.ok) this.#failure = opened.error
    } catch (error) {
      this.#failure = problemOf(error)
    }
  }
}

function openWorkspace(directory: string, observers: SessionObservers): Workspace | Problem {
  try {
    return new Workspace({ directory, clock: systemClock, keys: NO_KEYS, observers })
  } catch (error) {
    return problemOf(error)
  }
}
