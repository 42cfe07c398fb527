import type { Drift, DriftKind, DriftState } from '../domain/drift.ts'
import type { LedgerStore } from '../ports/ledger-store.ts'

/** What is found; what is known of it already is found again. */
export type FoundDrift = Omit<Drift, 'driftId' | 'since' | 'state'>

/** What a drift is about: exchanges may number the orders and trades of each market by themselves. */
export type DriftSubject = Pick<Drift, 'kind' | 'symbol' | 'about'>

const NONE: readonly Drift[] = []

/** The drifts of an account, and which currencies they put in doubt. */
export class DriftBook {
  readonly #store: Pick<LedgerStore, 'saveDrift' | 'loadDrifts'>
  readonly #drifts = new Map<string, Drift>()
  /** The newest about each subject. */
  readonly #latest = new Map<string, Drift>()
  /** Seen once, and perhaps only under way: not shown yet, but nothing is risked on them. */
  #suspects: readonly string[] = []

  constructor(store: Pick<LedgerStore, 'saveDrift' | 'loadDrifts'>) {
    this.#store = store
    for (const drift of store.loadDrifts()) this.#remember(drift)
  }

  all(): IterableIterator<Drift> {
    return this.#drifts.values()
  }

  open(): readonly Drift[] {
    if (this.#drifts.size === 0) return NONE
    return [...this.#drifts.values()].filter(({ state }) => state === 'open')
  }

  find(driftId: string): Drift | undefined {
    return this.#drifts.get(driftId)
  }

  has(subject: DriftSubject): boolean {
    return this.#latest.has(keyOf(subject))
  }

  /** Why nothing should be risked on these currencies now, or nothing. */
  doubtOn(currencies: readonly string[]): string | undefined {
    const drift = this.open().find((open) =>
      open.currencies.some((one) => currencies.includes(one)),
    )
    if (drift) return `${drift.about} differs: we have ${drift.ours}, the exchange ${drift.theirs}`
    const suspect = this.#suspects.find((currency) => currencies.includes(currency))
    return suspect && `the balance of ${suspect} is being checked`
  }

  suspect(currencies: readonly string[]): void {
    this.#suspects = currencies
  }

  /** Notes a drift, and returns it when it is new or has changed. One that was decided on mostly stays decided. */
  note(found: FoundDrift, time: number): Drift | undefined {
    const known = this.#latest.get(keyOf(found))
    if (known?.state === 'open') {
      return isSame(known, found) ? undefined : this.#save({ ...known, ...found })
    }
    if (known !== undefined && staysDecided(known)) return undefined
    const driftId = `drift-${this.#drifts.size + 1}`
    return this.#save({ ...found, driftId, since: time, state: 'open' })
  }

  /** One that was taken into the books as what it moves, or is to be. */
  adopted(subject: DriftSubject): Drift | undefined {
    const drift = this.#latest.get(keyOf(subject))
    return drift?.state === 'adopted' ? drift : undefined
  }

  /** Those open ones of a kind that were not found again have explained themselves. */
  keep(kind: DriftKind, isFound: (drift: Drift) => boolean): readonly Drift[] {
    return this.open()
      .filter((drift) => drift.kind === kind && !isFound(drift))
      .map((drift) => this.decide(drift, 'gone'))
  }

  /** What it was about is in the books now, by itself. */
  explained(subject: DriftSubject): readonly Drift[] {
    const drift = this.#latest.get(keyOf(subject))
    if (drift === undefined || drift.state === 'gone') return []
    return [this.decide(drift, 'gone')]
  }

  decide(drift: Drift, state: DriftState): Drift {
    return this.#save({ ...drift, state })
  }

  #save(drift: Drift): Drift {
    this.#store.saveDrift(drift)
    return this.#remember(drift)
  }

  #remember(drift: Drift): Drift {
    this.#drifts.set(drift.driftId, drift)
    this.#latest.set(keyOf(drift), drift)
    return drift
  }
}

/** A balance can differ anew, a fix may have failed, and an order that was adopted is in the books, or should be. */
function staysDecided({ kind, state }: Drift): boolean {
  if (kind === 'balance') return false
  return state === 'ignored' || (state === 'adopted' && kind !== 'external-order')
}

function keyOf({ kind, symbol, about }: DriftSubject): string {
  return `${kind} ${symbol ?? ''} ${about}`
}

function isSame(known: Drift, found: FoundDrift): boolean {
  return (
    known.ours === found.ours &&
    known.theirs === found.theirs &&
    known.moves.length === found.moves.length &&
    known.moves.every(({ amount }, index) => amount === found.moves[index]?.amount)
  )
}
