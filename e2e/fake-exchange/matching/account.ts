import { type Amount, amount } from './amount.ts'
import { Versions } from './versions.ts'

export interface Balance {
  readonly asset: string
  readonly free: Amount
  readonly locked: Amount
}

export interface FeeRates {
  readonly maker: Amount
  readonly taker: Amount
  /** Fees are taken from this asset while there is enough of it, at three quarters of the rate. */
  readonly discountAsset: string | null
}

/** A change of one balance. */
export interface BalanceChange {
  readonly asset: string
  readonly free: Amount
  readonly locked: Amount
}

const NOW = Number.POSITIVE_INFINITY

/** One customer's balances, with their past. */
export class Account {
  readonly id: string
  feeRates: FeeRates = { maker: amount('0.001'), taker: amount('0.001'), discountAsset: null }
  mayTrade = true
  readonly #balances = new Map<string, Versions<Balance>>()

  constructor(id: string) {
    this.id = id
  }

  balance(asset: string, sequence = NOW): Balance {
    return this.#balances.get(asset)?.at(sequence) ?? { asset, free: 0n, locked: 0n }
  }

  /** Every asset that there ever was. */
  balances(sequence = NOW): readonly Balance[] {
    return [...this.#balances.keys()].map((asset) => this.balance(asset, sequence))
  }

  apply(sequence: number, { asset, free, locked }: BalanceChange): void {
    const before = this.balance(asset)
    const after = { asset, free: before.free + free, locked: before.locked + locked }
    if (after.free < 0n || after.locked < 0n) {
      throw new RangeError(`${this.id} would hold less than nothing of ${asset}`)
    }
    const versions = this.#balances.get(asset) ?? new Versions<Balance>()
    versions.set(sequence, after)
    this.#balances.set(asset, versions)
  }
}
