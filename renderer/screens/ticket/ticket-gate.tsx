import { lazy, Suspense } from 'react'
import { useTicket } from '../../stores/ticket-store.ts'

const OrderTicket = lazy(async () => ({
  default: (await import('./order-ticket.tsx')).OrderTicket,
}))

/** The ticket once it is asked for; its code is loaded at the first time. */
export function TicketGate() {
  const isOpen = useTicket((state) => state.isOpen)
  if (!isOpen) return null
  return (
    <Suspense fallback={null}>
      <OrderTicket />
    </Suspense>
  )
}
