import { cancelAllOrders } from '../../actions/trading.ts'
import { Button } from '../../components/button.tsx'
import { isCancelling, isWorking } from '../../format/order-words.ts'
import { useEngine } from '../../stores/engine-store.ts'

/** Takes back every order that works, whoever placed it. */
export function CancelAllButton() {
  const count =
    useEngine(
      ({ orders }) => orders.filter((order) => isWorking(order) && !isCancelling(order)).length,
    ) ?? 0
  if (count === 0) return null
  return (
    <Button
      size="small"
      className="self-center"
      title="Takes back every order that works, the bots' included"
      onClick={() => void cancelAllOrders()}
    >
      {count === 1 ? 'Cancel 1 order' : `Cancel all ${count} orders`}
    </Button>
  )
}
