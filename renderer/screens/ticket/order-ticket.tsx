import { X } from 'lucide-react'
import { type KeyboardEvent, useState } from 'react'
import type { PlaceRequest } from '../../../app/contract/control.ts'
import type { OrderView } from '../../../app/contract/engine-view.ts'
import type { PlaceAnswer } from '../../../app/contract/requests.ts'
import { Panel } from '../../components/panel.tsx'
import { requestFrom, type TicketForm } from '../../forms/order-ticket.ts'
import { layoutStore } from '../../stores/layout-store.ts'
import { type TicketStart, useTicket } from '../../stores/ticket-store.ts'
import { newIntentId } from './new-intent-id.ts'
import { ReplacedOrder } from './replaced-order.tsx'
import { TicketFields } from './ticket-fields.tsx'
import { TicketOutcome } from './ticket-outcome.tsx'
import { type Refusals, TicketReview } from './ticket-review.tsx'
import { useTicketMarket } from './use-ticket-market.ts'

/** fill in → review → sent. A wish gets its id when it is reviewed, and keeps it until something in it is changed. */
type Phase =
  | { readonly kind: 'fill-in'; readonly refusals: Refusals }
  | { readonly kind: 'review'; readonly wish: PlaceRequest }
  | { readonly kind: 'sent'; readonly intentId: string }

const FILL_IN: Phase = { kind: 'fill-in', refusals: [] }

/** An order by hand: beside the chart and below HALT, which it never covers. */
export function OrderTicket() {
  const start = useTicket((state) => state.start)
  return <Ticket key={start.number} start={start} />
}

function Ticket({ start }: { readonly start: TicketStart }) {
  const { replaced } = start
  const close = useTicket((state) => state.close)
  const open = useTicket((state) => state.open)
  const market = useTicketMarket()
  const [form, setForm] = useState<TicketForm>(start.form)
  const [phase, setPhase] = useState<Phase>(FILL_IN)
  if (market === null) return null

  const back = () => (phase.kind === 'review' ? setPhase(FILL_IN) : close())
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return
    event.stopPropagation()
    back()
  }
  const change = (part: Partial<TicketForm>) => {
    setForm((before) => ({ ...before, ...part }))
    setPhase(FILL_IN)
  }
  const onAnswered = (wish: PlaceRequest, answer: PlaceAnswer) => {
    if (answer.kind === 'refused') {
      setPhase({ kind: 'fill-in', refusals: answer.refusals })
      return
    }
    layoutStore.getState().showTab('orders')
    setPhase({ kind: 'sent', intentId: wish.intentId })
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape leaves the ticket from wherever the focus is in it.
    <div onKeyDown={onKeyDown}>
      <Panel title="Order by hand" aside={<CloseButton onClose={close} />}>
        {replaced && phase.kind !== 'sent' && <ReplacedOrder order={replaced} />}
        {phase.kind === 'fill-in' && (
          <TicketFields
            form={form}
            market={market}
            refusals={phase.refusals}
            onChange={change}
            onReview={() =>
              setPhase({ kind: 'review', wish: wishFrom(form, market.symbol, replaced) })
            }
          />
        )}
        {phase.kind === 'review' && (
          <TicketReview
            form={form}
            wish={phase.wish}
            market={market}
            onBack={back}
            onAnswered={(answer) => onAnswered(phase.wish, answer)}
          />
        )}
        {phase.kind === 'sent' && (
          <TicketOutcome
            intentId={phase.intentId}
            onClose={close}
            onAnother={() => (replaced === null ? change({ quantity: '' }) : open())}
          />
        )}
      </Panel>
    </div>
  )
}

function wishFrom(form: TicketForm, symbol: string, replaced: OrderView | null): PlaceRequest {
  const wish = requestFrom(form, symbol, newIntentId())
  return replaced === null ? wish : { ...wish, replaces: replaced.clientOrderId }
}

function CloseButton({ onClose }: { readonly onClose: () => void }) {
  return (
    <button
      type="button"
      aria-label="Close the ticket"
      title="Close the ticket (Esc)"
      className="flex size-6 items-center justify-center rounded-small text-ink-soft hover:bg-raised"
      onClick={onClose}
    >
      <X aria-hidden="true" size={14} />
    </button>
  )
}
