import { DEFAULT_SETTINGS, type Settings } from '../app/contract/settings.ts'
import type { Problem } from '../app/domain/result.ts'
import { problemOf } from '../app/engine/problem-of.ts'
import type { AccountSession } from '../app/engine/session/account-session.ts'
import { Workspace, type WorkspaceParts } from '../app/engine/session/workspace.ts'
import { systemClock } from '../app/exchanges/system-clock.ts'
import type { OpenedProfile } from './ipc/request-handlers.ts'

export type ProfileParts = Pick<
  WorkspaceParts,
  | 'directory'
  | 'keys'
  | 'keyStore'
  | 'observers'
  | 'openAlerts'
  | 'measured'
  | 'monitor'
  | 'anchors'
> & {
  /** Before the first account is opened. */
  readonly prepare: () => Promise<void>
}

/** The profile of this process: its workspace, and why there is none when it could not be opened. */
export class Profile {
  readonly #workspace: Workspace | null
  readonly #prepare: () => Promise<void>
  #failure: Problem | null
  #opening: Promise<void> | undefined

  constructor(parts: ProfileParts) {
    this.#prepare = parts.prepare
    const opened = openWorkspace(parts)
    this.#workspace = opened instanceof Workspace ? opened : null
    this.#failure = opened instanceof Workspace ? null : opened
  }

  /** What they are by default while they cannot be read. */
  settings(): Settings {
    try {
      return this.#workspace?.settings() ?? DEFAULT_SETTINGS
    } catch {
      return DEFAULT_SETTINGS
    }
  }

  /** Null when it could not be opened. */
  get workspace(): Workspace | null {
    return this.#workspace
  }

  /** The account that was in use last is open when this is. */
  async open(): Promise<OpenedProfile> {
    this.#opening ??= this.#openLast()
    await this.#opening
    return { workspace: this.#workspace, failure: this.session !== null ? null : this.#failure }
  }

  /** The account that is open at this moment. */
  get session(): AccountSession | null {
    return this.#workspace?.session ?? null
  }

  /** True when this process has the profile for itself. */
  get isOurs(): boolean {
    return this.#workspace !== null
  }

  close(): void {
    this.#workspace?.close()
  }

  async #openLast(): Promise<void> {
    try {
      if (this.isOurs) await this.#prepare()
      const opened = await this.#workspace?.openLast()
      if (opened !== undefined && !opened.ok) this.#failure = opened.error
    } catch (error) {
      this.#failure = problemOf(error)
    }
  }
}

function openWorkspace(parts: Omit<ProfileParts, 'prepare'>): Workspace | Problem {
  try {
    return new Workspace({ ...parts, clock: systemClock })
  } catch (error) {
    return problemOf(error)
  }
}
