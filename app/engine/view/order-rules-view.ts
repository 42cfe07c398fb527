import type { OrderRules } from '../../contract/engine-view.ts'
import { TICKET_TYPES } from '../../contract/ticket-types.ts'
import { formatAmount } from '../../domain/amount.ts'
import { formatDecimal } from '../../domain/decimal-text.ts'
import { ORDER_TYPES, TIMES_IN_FORCE } from '../../domain/order.ts'
import { formatPrice } from '../../domain/price.ts'
import type { SessionParts } from '../session/session-parts.ts'

/** A rate counts units of 10^-8, so that it reads as a percentage with six decimals. */
const PERCENT_DECIMALS = 6

/** What the ticket may offer in this account's market. */
export function orderRulesView({ record, engine, exchange, paper }: SessionParts): OrderRules {
  const { market } = record
  const { nativeTypes } = exchange.traits
  return {
    priceTick: formatPrice(market, market.priceTick),
    quantityStep: formatAmount(market.quantityStep),
    quantityMin: formatAmount(market.quantityMin),
    notionalMin: formatAmount(market.notionalMin),
    costPercentMax: formatDecimal(engine.costRate, PERCENT_DECIMALS),
    orderTypes: [...TICKET_TYPES],
    nativeTypes: ORDER_TYPES.filter((type) => nativeTypes.has(type)),
    keepsPairs: exchange.pairs !== undefined,
    timesInForce: paper === null ? [...TIMES_IN_FORCE] : ['gtc'],
  }
}
