import type { PairFacts, PairTerms, Params } from '../exchange-facts.ts'
import { fieldOf } from './error-readers.ts'

/**
 * "New Order list - OCO". Both legs go to the market when their price comes: a limit order as the target would end its stop
 * with its first part that trades, and leave the rest without one.
 */
export const orderList: PairFacts = {
  method: 'privatePostOrderListOco',
  params: ({ listId, quantity, stop, target }: PairTerms): Params => ({
    side: 'SELL',
    quantity,
    listClientOrderId: listId,
    aboveType: 'TAKE_PROFIT',
    aboveClientOrderId: target.id,
    aboveStopPrice: target.triggerPrice,
    belowType: 'STOP_LOSS',
    belowClientOrderId: stop.id,
    belowStopPrice: stop.triggerPrice,
    newOrderRespType: 'RESULT',
  }),
  reports: (answer) => {
    const reports = fieldOf(answer, 'orderReports')
    return Array.isArray(reports) ? reports : []
  },
  // "Exchange information", ocoAllowed.
  isTakenIn: (market) => fieldOf(market, 'ocoAllowed') === true,
}
