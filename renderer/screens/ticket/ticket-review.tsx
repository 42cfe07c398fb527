import { TriangleAlert } from 'lucide-react'
import { type FormEvent, useEffect, useId, useRef, useState } from 'react'
import type { PlaceRequest } from '../../../app/contract/control.ts'
import type { PlaceAnswer, Problem } from '../../../app/contract/requests.ts'
import { placeOrder } from '../../actions/trading.ts'
import { Button } from '../../components/button.tsx'
import { MODE_PLACES } from '../../format/order-words.ts'
import {
  LARGE_PERCENT,
  readTicket,
  type TicketForm,
  type TicketMarket,
} from '../../forms/order-ticket.ts'
import { useEngine } from '../../stores/engine-store.ts'
import { TicketSums } from './ticket-sums.tsx'
import { ownLimitWords, wishWords } from './wish-words.ts'

export type Refusals = Extract<PlaceAnswer, { kind: 'refused' }>['refusals']

type TicketReviewProps = {
  readonly form: TicketForm
  readonly wish: PlaceRequest
  readonly market: TicketMarket
  readonly onBack: () => void
  readonly onAnswered: (answer: PlaceAnswer) => void
}

/** The wish in one sentence. Sending it again sends the same wish: it has its id already. */
export function TicketReview({ form, wish, market, onBack, onAnswered }: TicketReviewProps) {
  const reading = readTicket(form, market)
  const limits = ownLimitWords(wish)
  const [isSending, setSending] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [isMeant, setMeant] = useState(false)
  const first = useRef<HTMLFormElement>(null)
  useEffect(() => {
    first.current?.querySelector<HTMLElement>('input, button[type=submit]')?.focus()
  }, [])

  const send = async () => {
    setSending(true)
    setProblem(null)
    const answer = await placeOrder(wish)
    setSending(false)
    if (answer.ok) onAnswered(answer.value)
    else setProblem(answer.error)
  }
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    if (!isSending && (isMeant || !reading.isLarge)) void send()
  }
  return (
    <form
      ref={first}
      aria-label="Review the order"
      className="flex flex-col gap-3"
      onSubmit={onSubmit}
    >
      <p className="text-large font-strong">{wishWords(wish, market)}</p>
      <TicketSums reading={reading} market={market} />
      {limits !== '' && <p className="text-small text-ink-soft">{limits}</p>}
      {reading.isLarge && (
        <LargeOrder percent={reading.percentOfEquity} isMeant={isMeant} onChange={setMeant} />
      )}
      {problem && <SendProblem problem={problem} />}
      <div className="flex flex-col gap-2">
        <SendButton
          wish={wish}
          base={market.base}
          isSending={isSending}
          isLocked={reading.isLarge && !isMeant}
        />
        <Button onClick={onBack} disabled={isSending}>
          Change it
        </Button>
      </div>
    </form>
  )
}

type SendButtonProps = {
  readonly wish: PlaceRequest
  readonly base: string
  readonly isSending: boolean
  readonly isLocked: boolean
}

function SendButton({ wish, base, isSending, isLocked }: SendButtonProps) {
  const mode = useEngine(({ account }) => account.mode) ?? 'demo'
  const verb = wish.side === 'buy' ? 'Buy' : 'Sell'
  return (
    <Button type="submit" variant="mode" disabled={isSending || isLocked}>
      {isSending ? 'Sending…' : `${verb} ${wish.quantity} ${base} ${MODE_PLACES[mode]}`}
    </Button>
  )
}

type LargeOrderProps = {
  readonly percent: bigint | null
  readonly isMeant: boolean
  readonly onChange: (isMeant: boolean) => void
}

/** A slip of the keyboard is most often a digit too many. */
function LargeOrder({ percent, isMeant, onChange }: LargeOrderProps) {
  const id = useId()
  const words =
    percent === null ? 'more than the account is worth' : `${percent}\u00a0% of your equity`
  return (
    <div className="rounded-small border border-attention bg-attention-tint px-3 py-2 text-small">
      <p className="flex gap-2">
        <TriangleAlert aria-hidden="true" size={14} className="mt-[3px] shrink-0 text-attention" />
        <span>
          A large order: {words}. Anything above {`${LARGE_PERCENT}\u00a0%`} is asked about twice.
        </span>
      </p>
      <label htmlFor={id} className="mt-2 flex gap-2 font-strong">
        <input
          id={id}
          type="checkbox"
          className="mt-0.5 size-4 shrink-0"
          checked={isMeant}
          onChange={({ target }) => onChange(target.checked)}
        />
        I mean this quantity
      </label>
    </div>
  )
}

function SendProblem({ problem }: { readonly problem: Problem }) {
  return (
    <div
      role="alert"
      className="rounded-small border border-danger bg-danger-tint px-3 py-2 text-small"
    >
      <p className="break-words">{problem.message}</p>
      <p className="mt-1 break-words text-ink-soft">{problem.action}</p>
    </div>
  )
}
