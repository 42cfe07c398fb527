import { type FormEvent, useEffect, useRef, useState } from 'react'
import { Button } from '../../components/button.tsx'
import { Field, INPUT_CLASSES } from '../../components/field.tsx'
import { TICKET_TYPE_WORDS } from '../../format/order-words.ts'
import {
  hasLimit,
  hasTrigger,
  isPair,
  readTicket,
  type TicketField,
  type TicketForm,
  type TicketMarket,
  typesFor,
} from '../../forms/order-ticket.ts'
import { FreeShares } from './free-shares.tsx'
import { MoreOptions } from './more-options.tsx'
import { PriceField } from './price-field.tsx'
import { refusalsAt, refusalsElsewhere } from './refusal-places.ts'
import { SideChoice } from './side-choice.tsx'
import type { Refusals } from './ticket-review.tsx'
import { TicketSums } from './ticket-sums.tsx'

type TicketFieldsProps = {
  readonly form: TicketForm
  readonly market: TicketMarket
  readonly refusals: Refusals
  readonly onChange: (part: Partial<TicketForm>) => void
  readonly onReview: () => void
}

/** Everything that is typed; Enter leads on to the review, and never sends. */
export function TicketFields({ form, market, refusals, onChange, onReview }: TicketFieldsProps) {
  const [wasTried, setTried] = useState(refusals.length > 0)
  const quantity = useRef<HTMLInputElement>(null)
  const reading = readTicket(form, market)
  const { base, rules } = market
  useEffect(() => quantity.current?.focus(), [])

  const problemAt = (field: TicketField) => {
    const refused = refusalsAt(refusals, field)
    return refused ?? (wasTried ? reading.problems[field] : undefined)
  }
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (Object.keys(reading.problems).length === 0) onReview()
  }
  return (
    <form noValidate aria-label="Order by hand" className="flex flex-col gap-3" onSubmit={onSubmit}>
      <SideChoice
        side={form.side}
        onChange={(side) => {
          const isPossible = typesFor(side, rules).includes(form.type)
          onChange({ side, ...(isPossible ? {} : { type: 'limit' }) })
        }}
      />
      <Field label="Type" help={watchedWords(form, market)}>
        {(ids) => (
          <select
            {...ids}
            value={form.type}
            className={INPUT_CLASSES}
            onChange={({ target }) => {
              const type = rules.orderTypes.find((one) => one === target.value)
              if (type) onChange({ type })
            }}
          >
            {typesFor(form.side, rules).map((type) => (
              <option key={type} value={type}>
                {TICKET_TYPE_WORDS[type]}
              </option>
            ))}
          </select>
        )}
      </Field>
      {hasTrigger(form.type) && (
        <PriceField
          label="Trigger price"
          market={market}
          value={form.triggerPrice}
          error={problemAt('triggerPrice')}
          onChange={(triggerPrice) => onChange({ triggerPrice })}
        />
      )}
      {form.type === 'trailing-stop' && (
        <Field label="Stays behind by" unit="%" error={problemAt('trailingPercent')}>
          {(ids) => (
            <input
              {...ids}
              type="text"
              inputMode="decimal"
              autoComplete="off"
              value={form.trailingPercent}
              className={INPUT_CLASSES}
              onChange={({ target }) => onChange({ trailingPercent: target.value })}
            />
          )}
        </Field>
      )}
      {isPair(form) && (
        <>
          <PriceField
            label="Stop the loss at"
            market={market}
            value={form.stopPrice}
            error={problemAt('stopPrice')}
            onChange={(stopPrice) => onChange({ stopPrice })}
          />
          <PriceField
            label="Take the profit at"
            market={market}
            value={form.targetPrice}
            error={problemAt('targetPrice')}
            onChange={(targetPrice) => onChange({ targetPrice })}
          />
        </>
      )}
      {hasLimit(form.type) && (
        <PriceField
          label="Limit price"
          market={market}
          value={form.limitPrice}
          error={problemAt('limitPrice')}
          onChange={(limitPrice) => onChange({ limitPrice })}
        />
      )}
      <Field label="Quantity" unit={base} error={problemAt('quantity')}>
        {(ids) => (
          <input
            {...ids}
            ref={quantity}
            type="text"
            inputMode="decimal"
            autoComplete="off"
            value={form.quantity}
            className={INPUT_CLASSES}
            onChange={({ target }) => onChange({ quantity: target.value })}
          />
        )}
      </Field>
      <FreeShares
        form={form}
        market={market}
        onChoose={(chosen) => onChange({ quantity: chosen })}
      />
      <MoreOptions form={form} market={market} problemAt={problemAt} onChange={onChange} />
      <TicketSums reading={reading} market={market} />
      <GeneralRefusals refusals={refusalsElsewhere(refusals)} />
      <Button type="submit" variant="primary" className="w-full">
        Review the order
      </Button>
    </form>
  )
}

function watchedWords({ type }: TicketForm, { rules }: TicketMarket): string | undefined {
  if (type === 'oco') {
    if (rules.keepsPairs) return 'Both rest at the exchange, which carries out one of them.'
    return rules.nativeTypes.includes('stop')
      ? 'The stop rests at the exchange. The target is watched by Cryptobot, which has to be running.'
      : 'Both are watched by Cryptobot, which has to be running. One takes the other back.'
  }
  return rules.nativeTypes.includes(type)
    ? undefined
    : 'Watched by Cryptobot, which has to be running: the exchange does not keep this type.'
}

function GeneralRefusals({ refusals }: { readonly refusals: Refusals }) {
  if (refusals.length === 0) return null
  return (
    <div
      role="alert"
      aria-label="Refused"
      className="rounded-small border border-danger bg-danger-tint px-3 py-2 text-small"
    >
      <p className="font-strong text-danger">Refused, nothing was sent</p>
      {refusals.map(({ rule, message }) => (
        <p key={rule} className="break-words">
          {message} <span className="text-ink-soft">({rule})</span>
        </p>
      ))}
    </div>
  )
}
