import { rateFromPercent } from '../domain/amount.ts'
import { money, price, quantity, SAMPLE_MARKET } from '../domain/sample-market.fixture.ts'
import type { RiskContext } from './risk-rule.ts'

/** A flat bot with 10 000 USDT at a price of 30 000, within wide limits unless told otherwise. */
export function sampleRiskContext(changes: Partial<RiskContext> = {}): RiskContext {
  return {
    market: SAMPLE_MARKET,
    limits: {
      notionalMax: money('5000'),
      openOrdersMax: 3,
      positionShareMax: rateFromPercent(50),
    },
    price: price('30000'),
    equity: money('10000'),
    positionQuantity: quantity('0'),
    pendingQuantity: quantity('0'),
    openOrders: 0,
    ...changes,
  }
}
