import { endingOf, type KeyPlace, type KeyView, keyViews } from '../../contract/keys.ts'
import type { AuditActor } from '../../domain/audit-entry.ts'
import { failure, type Problem, type Result, success } from '../../domain/result.ts'
import type { AuditLog } from '../../ports/audit-log.ts'
import type { Clock } from '../../ports/clock.ts'
import type { KeyReport } from '../../ports/key-report.ts'
import type { KeyStore } from '../../ports/key-source.ts'
import type { SettingsStore } from '../../storage/settings-store.ts'
import { isOf } from './is-of.ts'
import { keyText } from './key-text.ts'
import { type KeyWish, keysIn, tryKey } from './try-key.ts'

const DOCUMENT = 'keys'

export interface KeyDeskParts {
  readonly settings: SettingsStore
  readonly audit: () => AuditLog
  readonly clock: Clock
  /** Absent where keys cannot be kept. */
  readonly store: KeyStore | undefined
}

export interface KeyEntry {
  readonly actor: AuditActor
  readonly action: string
  readonly detail: string
}

/**
 * The keys of a profile: what they are is kept where secrets are, what is known of them in the settings. A key is tried
 * before it is kept, and one that may withdraw is refused unless it is asked for in words.
 */
export class KeyDesk {
  readonly #parts: KeyDeskParts
  #changes: Promise<unknown> = Promise.resolve()

  constructor(parts: KeyDeskParts) {
    this.#parts = parts
  }

  list(): readonly KeyView[] {
    return this.#parts.settings.load(DOCUMENT, keyViews) ?? []
  }

  find(place: KeyPlace): KeyView | undefined {
    return this.list().find((one) => isOf(one, place))
  }

  /** In the place of the one that was there, which stays when this one cannot be kept. The address is the exchange's own if none is given. */
  add(wish: KeyWish, baseUrl?: string): Promise<Result<KeyView, Problem>> {
    return this.#afterOthers(() => this.#add(wish, baseUrl))
  }

  remove(place: KeyPlace, actor: AuditActor): Promise<Result<null, Problem>> {
    return this.#afterOthers(() => this.#remove(place, actor))
  }

  /** The one that is kept is another one now; said along with what else is to be in that commit. */
  replaced(view: KeyView, entry: KeyEntry, alongside: () => void): void {
    const others = this.list().filter((one) => !isOf(one, view))
    this.#write(view, [...others, view], entry, alongside)
  }

  /** What the exchange says of it now. */
  told(place: KeyPlace, report: KeyReport): void {
    const now = this.#parts.clock.now()
    this.#change(place, (known) => ({ ...known, report, checkedAt: now }))
  }

  /** That an account was opened with it. */
  used(place: KeyPlace): void {
    const now = this.#parts.clock.now()
    this.#change(place, (known) => ({ ...known, usedAt: now }))
  }

  async #add(
    { mode, exchangeId, typed, actor }: KeyWish,
    baseUrl: string | undefined,
  ): Promise<Result<KeyView, Problem>> {
    const { store, clock } = this.#parts
    if (store === undefined) return failure(NO_STORE)
    const place = { mode, exchangeId }
    const keys = keysIn(typed)
    const checked = await tryKey({ place, typed, clock, baseUrl })
    if (!checked.ok) return checked
    const report = checked.value
    const before = this.list()
    const old = this.find(place)
    const now = clock.now()
    const view = {
      ...place,
      ending: endingOf(keys.apiKey),
      ...{ addedAt: now, usedAt: null, report, checkedAt: now },
    }
    const detail = old ? `${keyText(view)}; in the place of …${old.ending}` : keyText(view)
    const words = report.mayWithdraw === true ? `${detail}; kept although it may withdraw` : detail
    this.#write(place, [...before.filter((one) => !isOf(one, place)), view], {
      ...{ actor, action: old ? 'key replaced' : 'key added', detail: words },
    })
    const saved = await store.save(mode, exchangeId, keys)
    if (saved.ok) return success(view)
    this.#write(place, before, { actor, action: 'key not kept', detail: saved.error })
    return failure(notKept(saved.error))
  }

  async #remove(place: KeyPlace, actor: AuditActor): Promise<Result<null, Problem>> {
    const { store } = this.#parts
    if (store === undefined) return failure(NO_STORE)
    const before = this.list()
    const known = this.find(place)
    const detail = known ? keyText(known) : 'nothing was known of it'
    const others = before.filter((one) => !isOf(one, place))
    this.#write(place, others, { actor, action: 'key removed', detail })
    const removed = await store.remove(place.mode, place.exchangeId)
    if (removed.ok) return removed
    this.#write(place, before, { actor, action: 'key not removed', detail: removed.error })
    return failure(notRemoved(removed.error))
  }

  #write(
    { mode, exchangeId }: KeyPlace,
    views: readonly KeyView[],
    entry: KeyEntry,
    alongside: () => void = () => undefined,
  ): void {
    const { settings, audit } = this.#parts
    const save = () => {
      settings.save(DOCUMENT, views)
      alongside()
    }
    audit().append({ ...entry, subject: `key: ${mode} ${exchangeId}` }, save)
  }

  #change(place: KeyPlace, change: (known: KeyView) => KeyView): void {
    const views = this.list()
    if (!views.some((one) => isOf(one, place))) return
    const changed = views.map((one) => (isOf(one, place) ? change(one) : one))
    this.#parts.settings.save(DOCUMENT, changed)
  }

  /** One change at a time: of two keys for one place, the last one stays, in both places. */
  #afterOthers<Value>(change: () => Promise<Value>): Promise<Value> {
    const changed = this.#changes.then(change)
    this.#changes = changed.catch(() => undefined)
    return changed
  }
}

export const NO_STORE: Problem = {
  code: 'no-key-store',
  message: 'There is nowhere to keep keys in this process.',
  action: 'Add the key in the window, or with `cryptobot keys add`.',
}

function notKept(reason: string): Problem {
  return {
    code: 'key-not-kept',
    message: `The key could not be kept: ${reason}`,
    action: 'Unlock the keychain of this system and try again. What was there before is unchanged.',
  }
}

function notRemoved(reason: string): Problem {
  return {
    code: 'key-not-removed',
    message: `The key could not be removed: ${reason}`,
    action:
      'Unlock the keychain of this system and try again. To make the key useless at once, delete it at the exchange.',
  }
}
