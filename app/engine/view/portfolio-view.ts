import type { EquityWorthView, PortfolioView, PositionView } from '../../contract/engine-view.ts'
import { MANUAL_BOT } from '../../contract/manual-bot.ts'
import {
  type Amount,
  add,
  amountToFloat,
  formatAmount,
  type Money,
  moneyOf,
  smaller,
  subtract,
  ZERO_MONEY,
  ZERO_QUANTITY,
} from '../../domain/amount.ts'
import { bindingOrders } from '../../domain/binding-orders.ts'
import type { Market } from '../../domain/market.ts'
import { remainingQuantity } from '../../domain/order.ts'
import type { Position } from '../../domain/position.ts'
import { averagePrice, formatPrice, notional, type Price } from '../../domain/price.ts'
import type { BotRunner } from '../bot-runner.ts'
import type { EquityWorth } from '../equity-rates.ts'
import type { Portfolio } from '../portfolio.ts'
import type { TradingEngine } from '../trading-engine.ts'

export interface PortfolioFacts {
  readonly engine: TradingEngine
  readonly portfolio: Portfolio
  readonly market: Market
  readonly startingBalance: Money
}

export function portfolioView(facts: PortfolioFacts): PortfolioView {
  const { engine, portfolio, startingBalance } = facts
  const equity = portfolio.equity()
  const change = subtract(equity, startingBalance)
  return {
    equity: formatAmount(equity),
    worth: equityWorthView(engine.rates.worth()),
    change: formatAmount(change),
    changePercent: percentOf(change, startingBalance),
    realised: formatAmount(portfolio.realised),
    feesPaid: formatAmount(portfolio.feesPaid),
    balances: balances(facts),
    positions: positions(facts),
  }
}

export function equityWorthView({ currency, equity, unpriced }: EquityWorth): EquityWorthView {
  return { currency, equity: formatAmount(equity), unpriced: [...unpriced] }
}

/** Those of the bots, and what was bought by hand. */
function positions({ engine, portfolio, market }: PortfolioFacts): PositionView[] {
  const holders = [
    ...engine.runners.map((runner) => ({ botId: runner.bot.id, levels: runner.levels() })),
    { botId: MANUAL_BOT, levels: NO_LEVELS },
  ]
  const mark = portfolio.mark(market.symbol)
  return holders.flatMap((holder) => {
    const position = portfolio.position(holder.botId, market.symbol)
    return position.quantity > 0 ? [positionView(holder, position, market, mark)] : []
  })
}

interface Holder {
  readonly botId: string
  readonly levels: ReturnType<BotRunner['levels']>
}

const NO_LEVELS = { stop: null, target: null, trailing: null }

function balances({ engine, portfolio, market }: PortfolioFacts): PortfolioView['balances'] {
  const open = [...engine.tracker.openOrders()]
  const reserved = portfolio.reservedCash(open, market.quote, engine.costRate)
  let selling = ZERO_QUANTITY
  for (const order of bindingOrders(open)) {
    const { side, symbol } = order.intent
    if (side === 'sell' && symbol === market.symbol)
      selling = add(selling, remainingQuantity(order))
  }
  const cash = portfolio.balance(market.quote)
  const base = portfolio.balance(market.base)
  return [
    balance(market.quote, cash, smaller(reserved, cash)),
    balance(market.base, base, smaller(moneyOf(selling), base)),
    ...others(portfolio, market),
  ]
}

/** What the account holds besides, as at an exchange where much else may lie. */
function others(portfolio: Portfolio, { base, quote }: Market): PortfolioView['balances'] {
  return [...portfolio.currencies()]
    .filter((currency) => currency !== base && currency !== quote)
    .map((currency) => balance(currency, portfolio.balance(currency), ZERO_MONEY))
    .filter(({ total }) => total !== '0')
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
  { botId, levels }: Holder,
  position: Position,
  market: Market,
  mark: Price | undefined,
): PositionView {
  const entry = averagePrice(market, position.cost, position.quantity)
  const price = mark ?? entry
  const value = notional(market, price, position.quantity, 'down')
  const unrealised = subtract(value, position.cost)
  return {
    botId,
    symbol: market.symbol,
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
