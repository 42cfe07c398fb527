import { add } from '../domain/amount.ts'
import { assert } from '../domain/assert.ts'
import { type Price, shiftPrice } from '../domain/price.ts'
import type { Result } from '../domain/result.ts'
import { type Ceiling, orderValueCeiling, positionCeiling } from '../risk/sizing/ceilings.ts'
import { type EntrySize, sizeEntry } from '../risk/sizing/size-entry.ts'
import type { BotRunner } from './bot-runner.ts'
import type { SignalParts } from './place-signal.ts'
import { pendingQuantity } from './portfolio.ts'

/** What a bot would buy at the last price, within what the account and the limits leave room for. */
export function entrySize(parts: SignalParts, runner: BotRunner): Result<EntrySize, string> {
  const { market, portfolio, tracker, costRate } = parts
  const price = portfolio.mark(market.symbol)
  assert(price !== undefined, 'no order before the first price')
  return sizeEntry(runner.bot.sizing, {
    market,
    price,
    equity: portfolio.equity(),
    freeCash: portfolio.freeCash(tracker.openOrders(), market.quote, costRate),
    costRate,
    stopPrice: runner.stopAfter(shiftPrice(market, price, costRate, 'up')),
    averageTrueRange: runner.averageTrueRange(),
    ceilings: ceilings(parts, runner, price),
  })
}

/** The limits that a size can be cut to; the rules refuse what goes against any other. */
function ceilings(parts: SignalParts, { bot }: BotRunner, price: Price): readonly Ceiling[] {
  const { market, portfolio, tracker, limits } = parts
  const pending = pendingQuantity(
    tracker.openOrders(),
    { botId: bot.id, symbol: bot.symbol },
    'buy',
  )
  const held = portfolio.position(bot.id, bot.symbol).quantity
  const priced = { market, price }
  return [
    orderValueCeiling(priced, limits.notionalMax),
    positionCeiling({
      ...priced,
      equity: portfolio.equity(),
      shareMax: limits.positionShareMax,
      taken: add(held, pending),
    }),
  ]
}
