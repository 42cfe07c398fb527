import {
  type BacktestWish,
  type CandleSeries,
  DEFAULT_COSTS,
} from '../../../app/contract/research.ts'
import type { MarketSource, WizardDraft } from '../../../app/contract/setup.ts'

const DAY_MS = 86_400_000
/** Enough to see a bot go in and out, and few enough to be there at once. */
const CANDLES_MAX = 20_000

/** The draft's bot over the newest candles of its own market; null where none of it are kept here. */
export function trialWish(
  { source, bot, startingBalance }: WizardDraft,
  list: readonly CandleSeries[],
): BacktestWish | null {
  const found = source && longest(list.filter((series) => isOf(series, source)))
  if (!source || !found) return null
  const { candles, from, to, choice } = found
  const share = Math.min(CANDLES_MAX / candles, 1)
  return {
    candles: source.kind === 'demo' ? { kind: 'demo', seed: source.seed } : named(choice, source),
    others: [],
    finer: null,
    from: share < 1 ? to - Math.floor((to - from) * share) : from,
    until: to + DAY_MS,
    bot,
    cash: startingBalance,
    costs: DEFAULT_COSTS,
  }
}

function longest(list: readonly CandleSeries[]): CandleSeries | undefined {
  return [...list].sort((one, other) => other.candles - one.candles)[0]
}

function isOf({ choice, timeframe }: CandleSeries, source: MarketSource): boolean {
  if (source.kind === 'demo') return choice.kind === 'demo'
  if (source.kind === 'replay')
    return choice.kind === 'import' && choice.importId === source.importId
  if (choice.kind !== 'stored' && choice.kind !== 'account') return false
  const isThere =
    choice.kind === 'stored'
      ? choice.exchange === source.exchangeId
      : choice.accountId.split('-')[1] === source.exchangeId
  return isThere && choice.symbol === source.symbol && timeframe === source.timeframe
}

/** A file does not say of which market it is. */
function named(
  choice: CandleSeries['choice'],
  source: Exclude<MarketSource, { kind: 'demo' }>,
): CandleSeries['choice'] {
  return choice.kind === 'import' ? { ...choice, symbol: source.symbol } : choice
}
