import { X } from 'lucide-react'
import { type KeyboardEvent, useState } from 'react'
import type { PlaceRequest } from '../../../app/contract/control.ts'
import type { PlaceAnswer } from '../../../app/contract/requests.ts'
import { Panel } from '../../components/panel.tsx'
import { EMPTY_TICKET, requestFrom, type TicketForm } from '../../forms/order-ticket.ts'
import { layoutStore } from '../../stores/layout-store.ts'
import { useTicket } from '../../stores/ticket-store.ts'
import { newIntentId } from './new-intent-id.ts'
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
  const close = useTicket((state) => state.close)
  const market = useTicketMarket()
  const [form, setForm] = useState<TicketForm>(EMPTY_TICKET)
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
        {phase.kind === 'fill-in' && (
          <TicketFields
            form={form}
            market={market}
            refusals={phase.refusals}
            onChange={change}
            onReview={() =>
              setPhase({ kind: 'review', wish: requestFrom(form, market.symbol, newIntentId()) })
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
            onAnother={() => change({ quantity: '' })}
          />
        )}
      </Panel>
    </div>
  )
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
