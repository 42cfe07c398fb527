import { LoaderCircle, TriangleAlert } from 'lucide-react'
import type { OrderView } from '../../app/contract/engine-view.ts'
import { isCancelling } from '../format/order-words.ts'
import { formatExactTime } from '../format/time.ts'
import { ORDER_STATE_WORDS } from '../format/words.ts'
import { classNames } from './class-names.ts'

const COLOURS: Readonly<Record<OrderView['state'], string>> = {
  waiting: 'text-ink-soft',
  submitting: 'text-ink',
  unresolved: 'text-attention',
  open: 'text-ink',
  'partially-filled': 'text-ink',
  filled: 'text-ink',
  cancelled: 'text-ink-soft',
  rejected: 'font-strong text-danger',
  absent: 'text-ink-soft',
}

/** One word for how an order stands; an unresolved one stands out, because nobody knows yet what it did. */
export function OrderState({ order }: { readonly order: OrderView }) {
  if (order.state === 'unresolved') return <Unresolved order={order} />
  if (isCancelling(order)) {
    return (
      <span className="inline-flex items-center gap-1 text-ink-soft">
        <LoaderCircle aria-hidden="true" size={12} />
        cancelling…
      </span>
    )
  }
  return <span className={COLOURS[order.state]}>{ORDER_STATE_WORDS[order.state]}</span>
}

function Unresolved({ order: { updatedAt } }: { readonly order: OrderView }) {
  return (
    <span
      title={`Sent, and nobody has said what became of it. Since ${formatExactTime(updatedAt)}`}
      className={classNames(
        'inline-flex items-center gap-1 rounded-small border border-attention bg-attention-tint px-1',
        'font-strong text-attention leading-[18px]',
      )}
    >
      <TriangleAlert aria-hidden="true" size={12} />
      {ORDER_STATE_WORDS.unresolved}
    </span>
  )
}
