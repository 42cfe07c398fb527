import { z } from 'zod'
import type { RequestName } from '../../app/contract/channels.ts'
import type { LockView, LockWish } from '../../app/contract/lock.ts'
import type { AuditEntry } from '../../app/domain/audit-entry.ts'
import { failure, type Problem, type Result, success } from '../../app/domain/result.ts'
import { problemOf } from '../../app/engine/problem-of.ts'
import { chosenCost, newSealKey, seal, sealedText, sealKeyFor } from '../vault/sealed-text.ts'
import type { VaultFile } from '../vault/vault-file.ts'
import { type Attempts, attempts, NO_ATTEMPTS, waitMs } from './unlock-pace.ts'

const LOCK = 'lock'
const ATTEMPTS = 'unlock attempts'

/** Nothing is sealed in it: that a passphrase opens it is all that is asked. Null where the vault's passphrase is the one. */
const lockDocument = z.object({
  seal: sealedText.nullable(),
  autoLockMinutes: z.number().int().positive().nullable(),
  pausesBots: z.boolean(),
})
type LockDocument = z.infer<typeof lockDocument>

/** Long enough for what was asked to be sent again, and no longer. */
const CONFIRMATION_MS = 30_000

interface Confirmation {
  readonly request: RequestName
  readonly at: number
}

const UNSET: LockDocument = { seal: null, autoLockMinutes: null, pausesBots: false }

/** Where the profile keeps it. */
export interface LockStore {
  load<Value>(name: string, schema: z.ZodType<Value>): Value | undefined
  save(name: string, value: unknown, entry?: Omit<AuditEntry, 'time'>): void
}

export interface LockParts {
  readonly store: LockStore
  /** Whose passphrase is the one, where there is a vault. */
  readonly vault: VaultFile | undefined
  readonly now: () => number
  /** Each time that the passphrase was right. */
  readonly unlocked: () => void
  /** Once the window has to be emptied. */
  readonly locked: (pausesBots: boolean) => void
}

/** Keeps everybody but the owner out of the window: with a passphrase, which is asked for at a pace that guessing cannot bear. */
export class AppLock {
  readonly #parts: LockParts
  #isLocked: boolean
  #trying: Promise<unknown> = Promise.resolve()
  #confirmation: Confirmation | undefined

  /** Locked from the start where there is a passphrase. */
  constructor(parts: LockParts) {
    this.#parts = parts
    this.#isLocked = parts.vault === undefined ? this.#isSet() : parts.vault.isLocked
  }

  get isLocked(): boolean {
    return this.#isLocked
  }

  /** Nothing can be opened before the vault is. */
  get isSealed(): boolean {
    return this.#parts.vault?.isLocked === true
  }

  view(): LockView {
    const { autoLockMinutes, pausesBots } = this.#document()
    const hasVault = this.#parts.vault !== undefined
    return { isSet: this.#isSet(), isLocked: this.#isLocked, hasVault, autoLockMinutes, pausesBots }
  }

  /** Nothing happens where there is no passphrase. Keys stay usable: what runs, runs on. */
  lock(): void {
    if (this.#isLocked || !this.#isSet()) return
    this.#isLocked = true
    this.#confirmation = undefined
    this.#parts.locked(this.#document().pausesBots)
  }

  /** After so long without anybody at the machine. */
  idleFor(seconds: number): void {
    const { autoLockMinutes } = this.#document()
    if (autoLockMinutes !== null && seconds >= autoLockMinutes * 60) this.lock()
  }

  async unlock(passphrase: string): Promise<Result<null, Problem>> {
    const opened = await this.#tried(passphrase)
    if (!opened.ok) return opened
    this.#isLocked = false
    this.#parts.unlocked()
    return opened
  }

  /** For whoever asks from outside the window: it stays as locked as it is. */
  prove(passphrase: string): Promise<Result<null, Problem>> {
    return this.#tried(passphrase)
  }

  /** For the next request of that name, and for no other. */
  async confirm(passphrase: string, request: RequestName): Promise<Result<null, Problem>> {
    const right = await this.#tried(passphrase)
    // It may have been locked while this was looked at.
    if (right.ok && !this.#isLocked) this.#confirmation = { request, at: this.#parts.now() }
    return right
  }

  /** Whether that request was confirmed, which counts once; always where there is no passphrase. */
  takeConfirmation(request: RequestName): boolean {
    if (!this.#isSet()) return true
    const given = this.#confirmation
    if (given?.request !== request) return false
    this.#confirmation = undefined
    const ageMs = this.#parts.now() - given.at
    return ageMs >= 0 && ageMs <= CONFIRMATION_MS
  }

  /** Sets it up, or changes it: for whoever knows the passphrase that there is. */
  async change(wish: LockWish): Promise<Result<LockView, Problem>> {
    const { store, vault } = this.#parts
    const wasSet = this.#isSet()
    const allowed = wasSet ? await this.#tried(wish.passphrase) : success(null)
    if (!allowed.ok) return allowed
    if (wish.next !== null && vault !== undefined) return failure(VAULTS)
    if (wish.next === null && !wasSet) return failure(NO_PASSPHRASE)
    const { autoLockMinutes, pausesBots } = wish
    const old = this.#document().seal
    const document = {
      seal: wish.next === null ? old : await sealOf(wish.next),
      autoLockMinutes,
      pausesBots,
    }
    const action = wasSet ? 'app lock changed' : 'app lock set'
    store.save(LOCK, document, { ...BY_WINDOW, action, detail: wordsOf(document, wish) })
    return success(this.view())
  }

  /** From then on the window opens for everybody. */
  async remove(passphrase: string): Promise<Result<LockView, Problem>> {
    const allowed = await this.#tried(passphrase)
    if (!allowed.ok) return allowed
    const entry = { ...BY_WINDOW, action: 'app lock removed', detail: 'the window opens for all' }
    this.#parts.store.save(LOCK, UNSET, entry)
    return success(this.view())
  }

  /** One at a time, so that nobody tries a thousand before the first is counted. */
  #tried(passphrase: string): Promise<Result<null, Problem>> {
    const answer = this.#trying.then(() => this.#try(passphrase))
    this.#trying = answer.catch(() => undefined)
    return answer
  }

  async #try(passphrase: string): Promise<Result<null, Problem>> {
    const { store, now } = this.#parts
    const before = loaded(() => store.load(ATTEMPTS, attempts)) ?? NO_ATTEMPTS
    const wait = waitMs(before, now())
    if (wait > 0) return failure(waitFor(wait))
    // Counted before it is tried: whoever kills the process over it has tried, too.
    const counted: Attempts = { failed: before.failed + 1, lastAt: now() }
    store.save(ATTEMPTS, counted)
    const right = await this.#isRight(passphrase)
    if (!right.ok) return right
    if (!right.value) return failure(wrong(waitMs(counted, now())))
    const entry =
      before.failed === 0
        ? undefined
        : { ...BY_WINDOW, action: 'unlocked', detail: `after ${before.failed} wrong attempts` }
    store.save(ATTEMPTS, NO_ATTEMPTS, entry)
    return success(null)
  }

  async #isRight(passphrase: string): Promise<Result<boolean, Problem>> {
    const { vault } = this.#parts
    if (vault === undefined) {
      const damage = this.#damage()
      if (damage !== undefined) return failure(damage)
      const { seal: lock } = this.#document()
      return success(lock === null || (await sealKeyFor(passphrase, lock)) !== undefined)
    }
    const unlocked = await vault.unlock(passphrase)
    return unlocked.ok ? success(unlocked.value === 'open') : failure(badVault(unlocked.error))
  }

  #isSet(): boolean {
    if (this.#parts.vault !== undefined || this.#damage() !== undefined) return true
    return this.#document().seal !== null
  }

  #document(): LockDocument {
    return loaded(() => this.#parts.store.load(LOCK, lockDocument)) ?? UNSET
  }

  /** What keeps it from being read whether there is a lock: then there is one, which opens once the file is restored. */
  #damage(): Problem | undefined {
    try {
      this.#parts.store.load(LOCK, lockDocument)
      return undefined
    } catch (error) {
      return problemOf(error)
    }
  }
}

/** Nothing where it cannot be read. */
function loaded<Value>(load: () => Value): Value | undefined {
  try {
    return load()
  } catch {
    return undefined
  }
}

async function sealOf(passphrase: string) {
  return seal('', await newSealKey(passphrase, await chosenCost()))
}

function wordsOf({ autoLockMinutes, pausesBots }: LockDocument, { next }: LockWish): string {
  const changed = next === null ? '' : 'new passphrase; '
  const after = autoLockMinutes === null ? 'never by itself' : `after ${autoLockMinutes} min`
  return `${changed}locks ${after}; bots ${pausesBots ? 'only sell' : 'go on'} while it is locked`
}

const BY_WINDOW = { actor: 'window', subject: 'app lock' } as const

const NO_PASSPHRASE: Problem = {
  code: 'no-passphrase',
  message: 'There is no passphrase yet.',
  action: 'Choose one of twelve characters or more: four words do.',
}

const VAULTS: Problem = {
  code: 'vault-passphrase',
  message: 'The passphrase is that of the vault, which is not changed here.',
  action: 'Quit Cryptobot and use `cryptobot vault passphrase`.',
}

function wrong(wait: number): Problem {
  return {
    code: 'wrong-passphrase',
    message: 'That is not the passphrase.',
    action: wait === 0 ? 'Try again.' : `Try again in ${secondsText(wait)}.`,
  }
}

function waitFor(wait: number): Problem {
  return {
    code: 'too-many-attempts',
    message: 'There were too many wrong attempts, so this one was not looked at.',
    action: `Try again in ${secondsText(wait)}.`,
  }
}

function secondsText(ms: number): string {
  const seconds = Math.ceil(ms / 1_000)
  return seconds < 120 ? `${seconds} s` : `${Math.ceil(seconds / 60)} min`
}

function badVault(reason: string): Problem {
  return { code: 'vault-altered', message: reason, action: 'Nothing was changed.' }
}
