import type { PortfolioView, PositionView } from '../../contract/engine-view.ts'
import {
  type Amount,
  add,
  amountToFloat,
  formatAmount,
  type Money,
  moneyOf,
  smaller,
  subtract,
  ZERO_QUANTITY,
} from '../../domain/amount.ts'
import type { Market } from '../../domain/market.ts'
import type { Position } from '../../domain/position.ts'
import { averagePrice, formatPrice, notional, type Price } from '../../domain/price.ts'
import type { BotRunner } from '../bot-runner.ts'
import { type Portfolio, pendingQuantity } from '../portfolio.ts'
import type { TradingEngine } from '../trading-engine.ts'

export interface PortfolioFacts {
  readonly engine: TradingEngine
  readonly portfolio: Portfolio
  readonly market: Market
  readonly startingBalance: Money
}

export function portfolioView(facts: PortfolioFacts): PortfolioView {
  const { engine, portfolio, market, startingBalance } = facts
  const equity = portfolio.equity()
  const change = subtract(equity, startingBalance)
  return {
    equity: formatAmount(equity),
    change: formatAmount(change),
    changePercent: percentOf(change, startingBalance),
    realised: formatAmount(portfolio.realised),
    feesPaid: formatAmount(portfolio.feesPaid),
    balances: balances(facts),
    positions: engine.runners.flatMap((runner) => {
      const position = portfolio.position(runner.bot.id)
      return position.quantity > 0 ? [positionView(runner, position, market, portfolio.mark)] : []
    }),
  }
}

function balances({ engine, portfolio, market }: PortfolioFacts): PortfolioView['balances'] {
  const reserved = portfolio.reservedCash(engine.tracker.openOrders(), engine.costRate)
  let selling = ZERO_QUANTITY
  for (const { bot } of engine.runners) {
    selling = add(selling, pendingQuantity(engine.tracker.openOrders(), bot.id, 'sell'))
  }
  return [
    balance(market.quote, portfolio.cash, smaller(reserved, portfolio.cash)),
    balance(market.base, moneyOf(portfolio.base), moneyOf(selling)),
  ]
}

function balance(currency: string, total: Money, used: Money): PortfolioView['balances'][number] {
  return {
    currency,
    free: formatAmount(subtract(total, used)),
    used: formatAmount(used),
    total: formatAmount(total),
  }
}

function positionView(
  runner: BotRunner,
  position: Position,
  market: Market,
  mark: Price | undefined,
): PositionView {
  const entry = averagePrice(market, position.cost, position.quantity)
  const price = mark ?? entry
  const value = notional(market, price, position.quantity, 'down')
  const unrealised = subtract(value, position.cost)
  const levels = runner.levels()
  return {
    botId: runner.bot.id,
    symbol: runner.bot.symbol,
    quantity: formatAmount(position.quantity),
    averageCost: formatPrice(market, entry),
    mark: formatPrice(market, price),
    value: formatAmount(value),
    unrealised: formatAmount(unrealised),
    unrealisedPercent: percentOf(unrealised, position.cost),
    openedAt: position.openedAt ?? 0,
    stopPrice: priceText(levels.stop, market),
    targetPrice: priceText(levels.target, market),
    trailingPrice: priceText(levels.trailing, market),
  }
}

function priceText(price: Price | null, market: Market): string | null {
  return price === null ? null : formatPrice(market, price)
}

function percentOf(part: Amount, whole: Amount): number {
  return whole === 0 ? 0 : (amountToFloat(part) / amountToFloat(whole)) * 100
}
