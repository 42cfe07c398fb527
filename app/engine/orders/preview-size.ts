import type { BotSetup, SizePreview } from '../../contract/setup.ts'
import { formatAmount, type Money } from '../../domain/amount.ts'
import type { Market } from '../../domain/market.ts'
import { notional, type Price, shiftPrice } from '../../domain/price.ts'
import type { Result } from '../../domain/result.ts'
import type { Timeframe } from '../../domain/timeframe.ts'
import { DEMO_MARKET, demoCandles } from '../../exchanges/demo/demo-candles.ts'
import { DEMO_HISTORY_CANDLES } from '../../exchanges/demo/demo-feed.ts'
import { costRateOf } from '../../exchanges/paper/paper-exchange.ts'
import { DEFAULT_PAPER_RULES } from '../../exchanges/paper/paper-rules.ts'
import { type EntrySize, sizeEntry } from '../../risk/sizing/size-entry.ts'
import { BotRunner } from '../bot-runner.ts'
import { botFromSetup } from '../session/account-definition.ts'
import { strategyOf } from '../unavailable-strategy.ts'

/** A size as the wizard shows it before the bot is there. */
export function sizePreview(
  size: Result<EntrySize, string>,
  market: Market,
  price: Price,
): SizePreview {
  if (!size.ok) return { kind: 'none', reason: size.error }
  const { quantity, arithmetic } = size.value
  const worth = formatAmount(notional(market, price, quantity, 'up'))
  return { kind: 'size', quantity: formatAmount(quantity), worth, arithmetic: arithmetic() }
}

/** What a bot would buy at first on a demo market that is still to be opened. */
export function previewOnDemo(setup: BotSetup, seed: number, balance: Money): SizePreview {
  const market = DEMO_MARKET
  const runner = previewRunner(setup, market, '1m')
  const candles = demoCandles(seed, -DEMO_HISTORY_CANDLES, DEMO_HISTORY_CANDLES)
  for (const candle of candles) runner.evaluate(candle)
  const price = candles.at(-1)?.close ?? market.priceTick
  const costRate = costRateOf(DEFAULT_PAPER_RULES)
  const size = sizeEntry(runner.bot.sizing, {
    market,
    price,
    equity: balance,
    freeCash: balance,
    costRate,
    stopPrice: runner.stopAfter(shiftPrice(market, price, costRate, 'up')),
    averageTrueRange: runner.averageTrueRange(),
    ceilings: [],
  })
  return sizePreview(size, market, price)
}

/** The bot that the wizard describes, for a look only: it never trades. */
export function previewRunner(setup: BotSetup, market: Market, timeframe: Timeframe): BotRunner {
  const bot = botFromSetup(setup, market.symbol, timeframe)
  return new BotRunner(bot, 'stopped', strategyOf(bot.strategyId, bot.parameters), market)
}
