import { useEffect, useRef } from 'react'
import type { OrderView } from '../../../app/contract/engine-view.ts'
import { cancelOrder } from '../../actions/trading.ts'
import { Button } from '../../components/button.tsx'
import { Facts } from '../../components/facts.tsx'
import { OrderState } from '../../components/order-state.tsx'
import { formatQuantity } from '../../format/decimal.ts'
import { isWorking, whereabouts } from '../../format/order-words.ts'
import { useEngine } from '../../stores/engine-store.ts'

type TicketOutcomeProps = {
  readonly intentId: string
  readonly onClose: () => void
  readonly onAnother: () => void
}

/** What became of the order, as it becomes known. */
export function TicketOutcome({ intentId, onClose, onAnother }: TicketOutcomeProps) {
  const order = useEngine(({ orders }) => orders.find((one) => one.intentId === intentId))
  const another = useRef<HTMLButtonElement>(null)
  useEffect(() => another.current?.focus(), [])
  return (
    <div className="flex flex-col gap-3">
      {order ? <Outcome order={order} /> : <p>Written down, and on its way.</p>}
      <div className="grid grid-cols-2 gap-2">
        <Button ref={another} variant="primary" onClick={onAnother}>
          Another order
        </Button>
        <Button onClick={onClose}>Close</Button>
      </div>
    </div>
  )
}

function Outcome({ order }: { readonly order: OrderView }) {
  const mode = useEngine(({ account }) => account.mode) ?? 'demo'
  const base = useEngine(({ account }) => account.base) ?? ''
  const place = whereabouts(order, mode)
  return (
    <div role="status" aria-label="The order" className="rounded-large border border-line p-3">
      <div className="flex items-center justify-between gap-2">
        <span className="font-strong">
          {order.side === 'buy' ? 'Buy' : 'Sell'} {formatQuantity(order.quantity)} {base}
        </span>
        <OrderState order={order} />
      </div>
      {place && <p className="mt-1 text-small text-ink-soft first-letter:uppercase">{place}</p>}
      {order.note && <p className="mt-1 break-words text-small">{order.note}</p>}
      <Facts
        className="mt-2"
        facts={[
          { term: 'Filled', value: `${formatQuantity(order.filled)} ${base}` },
          {
            term: 'Order id',
            value: <span className="font-mono text-tiny">{order.clientOrderId}</span>,
          },
        ]}
      />
      {isWorking(order) && (
        <Button
          size="small"
          className="mt-3 w-full"
          disabled={order.isBeingCancelled}
          onClick={() => void cancelOrder(order.clientOrderId)}
        >
          {order.isBeingCancelled ? 'Cancelling…' : 'Cancel it'}
        </Button>
      )}
    </div>
  )
}
