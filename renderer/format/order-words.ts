import type { OrderView } from '../../app/contract/engine-view.ts'

type Mode = 'demo' | 'paper' | 'testnet' | 'live'
type OrderType = OrderView['type']

/** How often the engine asks about an order in doubt. */
const ASKED_EVERY = 'every 2 s'

export const ORDER_TYPE_WORDS: Readonly<Record<OrderType, string>> = {
  market: 'Market',
  limit: 'Limit',
  stop: 'Stop',
  'stop-limit': 'Stop limit',
  'take-profit': 'Take profit',
  'take-profit-limit': 'Take-profit limit',
  'trailing-stop': 'Trailing stop',
}

/** The same for tickets, which may be for two orders. */
export const TICKET_TYPE_WORDS = {
  ...ORDER_TYPE_WORDS,
  oco: 'Stop and target (OCO)',
} as const

/** "Buy 0.01 BTC on paper": the end of a button that sends. */
export const MODE_PLACES: Readonly<Record<Mode, string>> = {
  demo: 'on demo',
  paper: 'on paper',
  testnet: 'on testnet',
  live: 'with real money',
}

/** More may come of it: it can be cancelled. */
export function isWorking({ state }: Pick<OrderView, 'state'>): boolean {
  return (
    state === 'waiting' ||
    state === 'submitting' ||
    state === 'unresolved' ||
    state === 'open' ||
    state === 'partially-filled'
  )
}

/** Where an order is, and what is being done about it; empty once nothing more happens. */
export function whereabouts(order: OrderView, mode: Mode): string {
  const exchange = mode === 'demo' || mode === 'paper' ? 'simulated exchange' : 'exchange'
  if (order.isBeingCancelled) return `cancel sent, the ${exchange} has not confirmed it`
  switch (order.state) {
    case 'waiting':
      return 'watched by Cryptobot'
    case 'submitting':
      return `on its way to the ${exchange}`
    case 'unresolved':
      return `asking the exchange ${ASKED_EVERY}`
    case 'open':
      return order.watchedBy === 'exchange' ? `watched by the ${exchange}` : `at the ${exchange}`
    case 'partially-filled':
      return `at the ${exchange}`
    case 'filled':
    case 'cancelled':
    case 'rejected':
    case 'absent':
      return ''
  }
}

/** "cancelling…" from the wish to its confirmation. */
export function isCancelling(order: OrderView): boolean {
  return order.isBeingCancelled && isWorking(order)
}
