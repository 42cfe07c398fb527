import type { KeyRotation } from '../../contract/key-rotation.ts'
import { endingOf, type KeyPlace } from '../../contract/keys.ts'
import type { AuditActor } from '../../domain/audit-entry.ts'
import { failure, type Problem, type Result, success } from '../../domain/result.ts'
import type { KeyReport } from '../../ports/key-report.ts'
import type { KeyStore } from '../../ports/key-source.ts'
import { StoreError } from '../../ports/store-error.ts'
import { problemOf } from '../problem-of.ts'
import { NO_STORE } from './key-desk.ts'
import { keyText } from './key-text.ts'
import {
  ALREADY_ROTATING,
  NO_OLD_KEY,
  NOTHING_ROTATING,
  notStored,
  SAME_KEY,
} from './rotation-problems.ts'
import { nextStep, type StepParts } from './rotation-steps.ts'
import { type KeyWish, keysIn, tryKey } from './try-key.ts'

/** Bots wait for it. */
const AGAIN_AFTER_MS = 60_000
/** For a person who is to delete the old key at the exchange. */
const LOOK_AGAIN_MS = 3_600_000

export interface RotatorParts extends Omit<StepParts, 'store' | 'baseUrl'> {
  /** Absent where keys cannot be kept. */
  readonly store: KeyStore | undefined
  /** Where an exchange is, if not where it always is. */
  readonly urlOf: (place: KeyPlace) => string | undefined
}

/** As far as a rotation came by itself; null once the old key is proven dead. */
export type Rotated = Result<KeyRotation | null, Problem>

/**
 * Puts a new key in the place of another, while what rests at the exchange stays there: verify the new one, pause entries,
 * switch, reconcile, and keep the old one until the exchange refuses it. Each step is written down once it is done, and
 * can be done again: wherever the process ends, the next one goes on.
 */
export class KeyRotator {
  readonly #parts: RotatorParts
  #changes: Promise<unknown> = Promise.resolve()
  #takeBack: () => void = () => undefined
  #isWatching = false
  #isClosed = false

  constructor(parts: RotatorParts) {
    this.#parts = parts
  }

  /** Tries the new key and keeps it beside the old one; nothing else has changed yet. */
  begin(wish: KeyWish, baseUrl?: string): Promise<Result<null, Problem>> {
    return this.#afterOthers(() => this.#begin(wish, baseUrl ?? this.#parts.urlOf(wish)))
  }

  /** The rest, or what it waits for once more. */
  goOn(place: KeyPlace, baseUrl?: string): Promise<Rotated> {
    return this.#afterOthers(async () => {
      if (this.#parts.book.find(place) === undefined) return failure(NOTHING_ROTATING)
      return this.#goOn(place, baseUrl ?? this.#parts.urlOf(place))
    })
  }

  /** Before the switch the old key stays; after it the new one does, and nobody has seen the old one's end. */
  giveUp(place: KeyPlace, actor: AuditActor): Promise<Result<null, Problem>> {
    return this.#afterOthers(async () => {
      const rotation = this.#parts.book.find(place)
      return rotation === undefined ? failure(NOTHING_ROTATING) : this.#giveUp(rotation, actor)
    })
  }

  /** Takes up what an earlier process left, and looks again for as long as something waits. */
  watch(): void {
    if (this.#isWatching) return
    this.#isWatching = true
    this.#lookIn(0)
  }

  close(): void {
    this.#isClosed = true
    this.#takeBack()
  }

  async #begin(wish: KeyWish, baseUrl: string | undefined): Promise<Result<null, Problem>> {
    const { mode, exchangeId, typed, actor } = wish
    const { store, clock, desk, book } = this.#parts
    const place = { mode, exchangeId }
    if (store === undefined) return failure(NO_STORE)
    if (book.find(place) !== undefined) return failure(ALREADY_ROTATING)
    const used = await store.keysFor(mode, exchangeId)
    if (!used.ok) return failure(notStored(used.error))
    const old = desk.find(place)
    if (old === undefined || used.value === null) return failure(NO_OLD_KEY)
    if (used.value.apiKey === typed.apiKey) return failure(SAME_KEY)
    const tried = await tryKey({ place, typed, clock, baseUrl })
    if (!tried.ok) return tried
    const rotation = rotationFrom(wish, { oldEnding: old.ending, report: tried.value }, clock.now())
    const detail = `…${old.ending} is to make way for ${keyText({ ending: rotation.newEnding, report: tried.value })}`
    book.begin(rotation, { actor, action: 'key rotation begun', detail })
    const saved = await store.spare('next').save(mode, exchangeId, keysIn(typed))
    if (saved.ok) return success(null)
    book.end(rotation, { actor, action: 'key rotation given up', detail: saved.error })
    return failure(notStored(saved.error))
  }

  async #goOn(place: KeyPlace, baseUrl: string | undefined): Promise<Rotated> {
    const { book, store } = this.#parts
    if (store === undefined) return failure(NO_STORE)
    let rotation = book.find(place)
    while (rotation !== undefined && !this.#isClosed) {
      const done = await nextStep(rotation, { ...this.#parts, store, baseUrl }).catch(
        (error: unknown) => failure(problemOf(error)),
      )
      if (this.#isClosed) break
      if (!done.ok) {
        book.wait(rotation, done.error)
        this.#lookIn(rotation.step === 'reconciled' ? LOOK_AGAIN_MS : AGAIN_AFTER_MS)
        break
      }
      rotation = book.find(place)
    }
    return success(this.#isClosed ? (rotation ?? null) : (book.find(place) ?? null))
  }

  async #giveUp(rotation: KeyRotation, actor: AuditActor): Promise<Result<null, Problem>> {
    const { store, account, book } = this.#parts
    const { mode, exchangeId, step, oldEnding, newEnding } = rotation
    if (store === undefined) return failure(NO_STORE)
    const isSwitched = step === 'switched' || step === 'reconciled'
    const kept = isSwitched ? success(null) : await this.#putBack(rotation, store)
    if (!kept.ok) return failure(notStored(kept.error))
    for (const which of ['next', 'last'] as const) {
      const removed = await store.spare(which).remove(mode, exchangeId)
      if (!removed.ok) return failure(notStored(removed.error))
    }
    const resumed = account(rotation)?.resumeEntries(actor) ?? success(null)
    if (!resumed.ok) return resumed
    const detail = isSwitched
      ? `…${newEnding} stays; nobody has seen the end of …${oldEnding}`
      : `…${oldEnding} stays, and …${newEnding} is forgotten`
    book.end(rotation, { actor, action: 'key rotation given up', detail })
    return success(null)
  }

  /** It may have ended in the middle of the switch. */
  async #putBack({ mode, exchangeId }: KeyPlace, store: KeyStore): Promise<Result<null, string>> {
    const last = await store.spare('last').keysFor(mode, exchangeId)
    if (!last.ok) return last
    return last.value === null ? success(null) : store.save(mode, exchangeId, last.value)
  }

  #lookIn(delayMs: number): void {
    this.#takeBack()
    if (!this.#isWatching || this.#isClosed) return
    this.#takeBack = this.#parts.clock.schedule(delayMs, () => {
      for (const place of this.#parts.book.list()) {
        this.goOn(place).catch((error) => this.#failed(error))
      }
    })
  }

  /** How far it came could not be written down: it is found as it was, a little later. */
  #failed(error: unknown): void {
    this.#lookIn(AGAIN_AFTER_MS)
    if (error instanceof StoreError) return
    this.#parts.clock.schedule(0, () => {
      throw error
    })
  }

  /** One at a time: what is written down is what is done. */
  #afterOthers<Value>(change: () => Promise<Value>): Promise<Value> {
    const changed = this.#changes.then(change)
    this.#changes = changed.catch(() => undefined)
    return changed
  }
}

function rotationFrom(
  { mode, exchangeId, typed }: KeyWish,
  known: { readonly oldEnding: string; readonly report: KeyReport },
  startedAt: number,
): KeyRotation {
  const newEnding = endingOf(typed.apiKey)
  return { mode, exchangeId, step: 'begun', ...known, newEnding, startedAt, problem: null }
}
