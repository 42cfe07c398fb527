import { type Money, rateFromPercent } from '../../app/domain/amount.ts'
import { type Bot, NO_EXITS } from '../../app/domain/bot.ts'
import type { Market } from '../../app/domain/market.ts'
import type { Price } from '../../app/domain/price.ts'
import { smaCross } from '../../app/strategy/strategies/sma-cross.ts'

export const BENCH_CASH = 1_000_000_000_000 as Money

export const BENCH_MARKET: Market = {
  symbol: 'BTC/USDT',
  base: 'BTC',
  quote: 'USDT',
  priceDecimals: 2,
  priceTick: 1 as Price,
  quantityStep: 1_000 as Market['quantityStep'],
  quantityMin: 1_000 as Market['quantityMin'],
  notionalMin: 500_000_000 as Money,
}

/** All in, all out: it trades some 39,000 times in a million sample candles. */
export const BENCH_BOT: Bot = {
  id: 'bench',
  name: 'Bench',
  strategyId: smaCross.id,
  parameters: { fast: 10, slow: 30 },
  symbol: BENCH_MARKET.symbol,
  timeframe: '1m',
  sizing: { kind: 'percent-of-equity', share: rateFromPercent(100) },
  exits: NO_EXITS,
}
