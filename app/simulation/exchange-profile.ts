import type { OrderType } from '../domain/order.ts'
import type { ExchangeTraits } from '../ports/exchange-client.ts'
import { SimulatedRandom } from './simulated-random.ts'

/** In what an exchange takes its fee: the quote currency, whatever was received, or a currency of its own. */
export type FeeHabit = 'quote' | 'received' | 'own'

/** The habits in which exchanges differ. */
export interface ExchangeProfile {
  readonly traits: ExchangeTraits
  /** How long our client waits for its answers. */
  readonly timeoutMs: number
  /** By how much its clock is wrong after we have corrected what we could measure. */
  readonly clockOffsetMs: number
  readonly feeHabit: FeeHabit
  /** It pays for orders that wait in its book. */
  readonly paysMakers: boolean
  /** The id of a finished order may be used again (Binance); elsewhere never. */
  readonly freesIds: boolean
  /** Ids of orders and trades count up within a market (Binance), so that two markets have the same ones. */
  readonly countsPerMarket: boolean
  /** Whether lists of trades name the client order id, or the exchange's own id only (Binance). */
  readonly namesClientIdInTrades: boolean
  readonly namesClientIdInNews: boolean
  readonly tellsTransfers: boolean
  /** A rejected order can be looked up afterwards. */
  readonly keepsRejected: boolean
  /** It watches stops and their like itself, all of them or the plain ones, and keeps a stop and a target as one (Binance). */
  readonly keepsPairs: boolean
  /** When it takes back what rests for bots, unless it is told that somebody is there; null where it never does. */
  readonly switchTimeoutMs: number | null
}

const STREAM = 1
const PAIRS_STREAM = 20
const TYPES_STREAM = 21
const PLAIN: readonly OrderType[] = ['market', 'limit']
const WATCHED_THERE: readonly OrderType[] = [...PLAIN, 'stop', 'take-profit']
const ALL_WATCHED_THERE: readonly OrderType[] = [
  ...WATCHED_THERE,
  ...(['stop-limit', 'take-profit-limit', 'trailing-stop'] as const),
]

export function exchangeProfile(seed: number): ExchangeProfile {
  const random = new SimulatedRandom(seed, STREAM)
  const keepsPairs = new SimulatedRandom(seed, PAIRS_STREAM).chance(0.4)
  const watchesAll = new SimulatedRandom(seed, TYPES_STREAM).chance(0.6)
  const watched = watchesAll ? ALL_WATCHED_THERE : WATCHED_THERE
  return {
    traits: {
      visibilityLagMs: random.pick([200, 1_000, 2_000, 5_000]),
      requestWindowMs: random.pick([1_000, 5_000, 10_000]),
      nativeTypes: new Set(keepsPairs ? watched : PLAIN),
    },
    timeoutMs: random.pick([1_500, 5_000, 10_000]),
    clockOffsetMs: random.pick([0, 0, -200, 200]),
    feeHabit: random.pick(['quote', 'received', 'own']),
    paysMakers: random.chance(0.2),
    freesIds: random.chance(0.6),
    countsPerMarket: random.chance(0.5),
    namesClientIdInTrades: random.chance(0.5),
    namesClientIdInNews: random.chance(0.7),
    tellsTransfers: random.chance(0.7),
    keepsRejected: random.chance(0.3),
    keepsPairs,
    switchTimeoutMs: random.pick([null, 2_000, 8_000]),
  }
}
