import { CandleColumns } from '../../app/backtest/candle-columns.ts'
import type { FinerCandles } from '../../app/backtest/candle-inside.ts'
import { finerCandles } from '../../app/backtest/finer-candles.ts'
import type { BacktestWish, CandleChoice } from '../../app/contract/research.ts'
import { failure, type Problem, type Result, success } from '../../app/domain/result.ts'
import type { ProfilePaths } from '../../app/storage/profile-paths.ts'
import { type CandleSupply, loadCandles } from './candle-supply.ts'

/** All candles of a run: those that set its pace, those of further markets, and shorter ones of the first. */
export interface TestedCandles {
  readonly main: CandleSupply
  readonly others: readonly CandleSupply[]
  readonly finer: { readonly title: string; readonly candles: FinerCandles } | null
}

/** What a wish is about, or why it cannot be tested together. */
export async function loadTested(
  paths: ProfilePaths,
  wish: BacktestWish,
): Promise<Result<TestedCandles, Problem>> {
  const load = (choice: CandleChoice) => loadWithin(paths, choice, wish)
  const main = await load(wish.candles)
  if (!main.ok) return main
  const others: CandleSupply[] = []
  for (const choice of wish.others) {
    const other = await load(choice)
    if (!other.ok) return other
    const fault = faultBeside(main.value, others, other.value)
    if (fault !== null) return failure(unfit(fault))
    others.push(other.value)
  }
  if (wish.finer === null) return success({ main: main.value, others, finer: null })
  if (others.length > 0) return failure(unfit('shorter candles go with one market alone'))
  const finer = await load(wish.finer)
  if (!finer.ok) return finer
  const { title, timeframe, candles, market } = finer.value
  const tested = { timeframe: main.value.timeframe, priceDecimals: main.value.market.priceDecimals }
  const shorter = { timeframe, priceDecimals: market.priceDecimals }
  const columns = CandleColumns.of(candles)
  const inside = finerCandles({ ...shorter, candles: columns }, tested)
  if (!inside.ok) return failure(unfit(`${title} cannot fill inside: ${inside.error}`))
  return success({ main: main.value, others, finer: { title, candles: inside.value } })
}

async function loadWithin(
  paths: ProfilePaths,
  choice: CandleChoice,
  { from, until }: BacktestWish,
): Promise<Result<CandleSupply, Problem>> {
  const supply = await loadCandles(paths, choice, {
    from: from ?? Number.NEGATIVE_INFINITY,
    until: until ?? Number.POSITIVE_INFINITY,
  })
  if (!supply.ok) return supply
  return supply.value.candles.length > 0 ? supply : failure(noCandles(supply.value))
}

/** Why a market cannot share the account, and the pace, of those before it; null where it can. */
function faultBeside(
  main: CandleSupply,
  before: readonly CandleSupply[],
  { title, market, timeframe }: CandleSupply,
): string | null {
  if (timeframe !== main.timeframe) {
    return `${title} has candles of ${timeframe}, ${main.title} of ${main.timeframe}`
  }
  if (market.quote !== main.market.quote) {
    return `${market.symbol} is not paid in ${main.market.quote}, as ${main.market.symbol} is`
  }
  const isTwice = [main, ...before].some((one) => one.market.symbol === market.symbol)
  return isTwice ? `${market.symbol} is named twice` : null
}

function unfit(reason: string): Problem {
  return {
    code: 'candles-do-not-fit',
    message: `These candles cannot be tested together: ${reason}.`,
    action: 'Choose others in the form.',
  }
}

function noCandles({ title, there }: CandleSupply): Problem {
  const [first, last] = [there.from, there.to].map((time) =>
    new Date(time).toISOString().slice(0, 10),
  )
  return {
    code: 'no-candles',
    message: `There are no candles in that range: ${title} has those from ${first} to ${last}.`,
    action: 'Choose days between them.',
  }
}
