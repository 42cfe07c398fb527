import type { OrderView } from '../../../app/contract/engine-view.ts'
import { formatDecimal, formatQuantity } from '../../format/decimal.ts'
import { linePrice } from '../../forms/replacing-ticket.ts'
import { useEngine } from '../../stores/engine-store.ts'

/** Whose place the ticket takes. */
export function ReplacedOrder({ order }: { readonly order: OrderView }) {
  const decimals = useEngine(({ account }) => account.priceDecimals) ?? 2
  const price = linePrice(order)
  return (
    <p className="mb-3 rounded-small border border-line px-3 py-2 text-small">
      Takes the place of your order to {order.side} {formatQuantity(order.quantity)}
      {price !== null && ` at ${formatDecimal(price, decimals)}`}, which is taken back. Nothing
      happens before you send it.
    </p>
  )
}
