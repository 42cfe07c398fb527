import { failure, type Result, success } from '../domain/result.ts'
import type { AuditCheckpoint, AuditStore } from '../ports/audit-log.ts'
import type { SecretFailure, SecretStore } from '../ports/secret-store.ts'
import { verdictOn } from './audit-verdict.ts'

export interface AnchorParts {
  /** Which chain it is, as the keychain names it. */
  readonly name: string
  readonly secrets: SecretStore
  /** That a checkpoint must not be moved, because the chain does not fit it; told once. */
  readonly report: (message: string) => void
}

/**
 * The checkpoint of an audit chain in the keychain, where whoever writes the database cannot reach it: a chain that was cut
 * short or made anew no longer leads through it. It is moved in the background and may lag behind; it never moves over
 * a chain that does not fit it. Without a keychain there is none, which whoever asks for a verdict is told.
 */
export class AuditAnchor {
  readonly #parts: AnchorParts
  #kept: AuditCheckpoint | null | undefined
  #wanted: { readonly checkpoint: AuditCheckpoint; readonly chain: AuditStore } | undefined
  #moving: Promise<void> | undefined
  /** False once the chain did not lead through the checkpoint; nothing before that was looked at. */
  #fits: boolean | undefined
  #isReported = false

  constructor(parts: AnchorParts) {
    this.#parts = parts
  }

  /** As the keychain has it; null where there is none yet, and nothing until it was read. */
  get checkpoint(): AuditCheckpoint | null | undefined {
    return this.#kept
  }

  /** Asks the keychain the first time; what it says is remembered. */
  async load(): Promise<Result<AuditCheckpoint | null, SecretFailure>> {
    if (this.#kept !== undefined) return success(this.#kept)
    const text = await this.#parts.secrets.load(this.#parts.name)
    if (!text.ok) return text
    const checkpoint = checkpointIn(text.value)
    if (checkpoint === undefined) {
      return failure(`what the keychain has under "${this.#parts.name}" is no checkpoint`)
    }
    this.#kept ??= checkpoint
    return success(this.#kept)
  }

  /** Keeps the newest end of the chain. Returns at once. */
  advance(checkpoint: AuditCheckpoint, chain: AuditStore): void {
    this.#wanted = { checkpoint, chain }
    this.#moving ??= this.#move().finally(() => {
      this.#moving = undefined
    })
  }

  /** Once what was wanted so far is kept, or cannot be. */
  async settled(): Promise<void> {
    while (this.#moving !== undefined) await this.#moving
  }

  /** The chain as it is now counts from here on, whatever was there before. */
  async accept(checkpoint: AuditCheckpoint): Promise<Result<null, SecretFailure>> {
    await this.settled()
    this.#fits = true
    return this.#save(checkpoint)
  }

  /** For a chain that is put aside as a whole. */
  async forget(): Promise<Result<null, SecretFailure>> {
    await this.settled()
    const removed = await this.#parts.secrets.remove(this.#parts.name)
    if (removed.ok) {
      this.#kept = null
      this.#fits = true
    }
    return removed
  }

  async #move(): Promise<void> {
    for (let next = this.#wanted; next !== undefined; next = this.#wanted) {
      this.#wanted = undefined
      try {
        await this.#moveTo(next.checkpoint, next.chain)
      } catch (error) {
        this.#report(`the audit log could not be held against its checkpoint: ${String(error)}`)
      }
    }
  }

  async #moveTo(checkpoint: AuditCheckpoint, chain: AuditStore): Promise<void> {
    const kept = await this.load()
    if (!kept.ok) return
    this.#fits =
      this.#fits === undefined
        ? isIntact(chain, kept.value)
        : this.#fits && leads(chain, kept.value)
    if (this.#fits) await this.#save(checkpoint)
    else this.#report('the audit log does not fit its checkpoint, which stays where it was')
  }

  async #save(checkpoint: AuditCheckpoint): Promise<Result<null, SecretFailure>> {
    const saved = await this.#parts.secrets.save(this.#parts.name, JSON.stringify(checkpoint))
    if (saved.ok) this.#kept = checkpoint
    return saved
  }

  #report(message: string): void {
    if (this.#isReported) return
    this.#isReported = true
    this.#parts.report(message)
  }
}

/** All of it, which takes long: once, before the first move. */
function isIntact(chain: AuditStore, checkpoint: AuditCheckpoint | null): boolean {
  return verdictOn(chain, checkpoint).kind === 'intact'
}

/** Whether the entry of the checkpoint is still where it was; asked before every further move. */
function leads(chain: AuditStore, checkpoint: AuditCheckpoint | null): boolean {
  if (checkpoint === null || checkpoint.count === 0) return true
  const since = chain.lastAuditId() - checkpoint.count + 1
  if (since < 1) return false
  const [anchored] = chain.loadRecentAudit(since)
  return anchored?.id === checkpoint.count && anchored.hash === checkpoint.head
}

/** Null for none; nothing where it is something else. */
function checkpointIn(text: string | null): AuditCheckpoint | null | undefined {
  if (text === null) return null
  try {
    const parsed: unknown = JSON.parse(text)
    return isCheckpoint(parsed) ? parsed : undefined
  } catch {
    return undefined
  }
}

function isCheckpoint(value: unknown): value is AuditCheckpoint {
  if (typeof value !== 'object' || value === null) return false
  if (!('count' in value) || !('head' in value) || typeof value.head !== 'string') return false
  return Number.isSafeInteger(value.count) && Number(value.count) >= 0
}
