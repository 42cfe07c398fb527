import type { FillView, OrderView } from '../../../app/contract/engine-view.ts'
import type { OrderGroup, RecordsFilter } from '../../../app/contract/records.ts'
import { isWorking } from '../../format/order-words.ts'

export type Filter = RecordsFilter & { readonly group: OrderGroup }

export const NO_FILTER: Filter = {
  ...{ botId: null, symbol: null, side: null, from: null },
  group: 'all',
}

type Named = Pick<FillView, 'botId' | 'symbol' | 'side'>

/** The same question that older records are asked on disk. */
export function orderMatches(filter: Filter, order: OrderView): boolean {
  return matches(filter, order, order.createdAt) && isOfGroup(order, filter.group)
}

export function fillMatches(filter: RecordsFilter, fill: FillView): boolean {
  return matches(filter, fill, fill.time)
}

function matches(
  { botId, symbol, side, from }: RecordsFilter,
  record: Named,
  time: number,
): boolean {
  return (
    (botId === null || record.botId === botId) &&
    (symbol === null || record.symbol === symbol) &&
    (side === null || record.side === side) &&
    (from === null || time >= from)
  )
}

function isOfGroup(order: Pick<OrderView, 'state'>, group: OrderGroup): boolean {
  switch (group) {
    case 'all':
      return true
    case 'working':
      return isWorking(order)
    case 'filled':
      return order.state === 'filled'
    case 'not-filled':
      return !isWorking(order) && order.state !== 'filled'
  }
}
