import type { OrderRules } from '../../../app/contract/engine-view.ts'
import { Field, INPUT_CLASSES } from '../../components/field.tsx'
import {
  hasLimit,
  limitsFor,
  type OwnLimit,
  type TicketField,
  type TicketForm,
  type TicketMarket,
} from '../../forms/order-ticket.ts'
import { PriceField } from './price-field.tsx'

const TIME_WORDS: Readonly<Record<TicketForm['timeInForce'], string>> = {
  gtc: 'Until it is cancelled',
  ioc: 'What trades at once, no more',
  fok: 'All of it at once, or nothing',
}

type MoreOptionsProps = {
  readonly form: TicketForm
  readonly market: TicketMarket
  readonly problemAt: (field: TicketField) => string | undefined
  readonly onChange: (part: Partial<TicketForm>) => void
}

/** What is typed here, and what is said of it, has to be seen. */
const INSIDE = ['stopPrice', 'targetPrice', 'collarPercent', 'slippagePercent'] as const

/** What most orders leave alone. */
export function MoreOptions({ form, market, problemAt, onChange }: MoreOptionsProps) {
  const isOpen = INSIDE.some((field) => problemAt(field) !== undefined || form[field] !== '')
  if (!hasLimit(form.type) && form.side === 'sell') return null
  return (
    <details className="text-small" open={isOpen || undefined}>
      <summary className="w-fit rounded-small text-ink-soft hover:text-ink">More</summary>
      <div className="mt-2 flex flex-col gap-3">
        {form.side === 'buy' && (
          <Exits form={form} market={market} problemAt={problemAt} onChange={onChange} />
        )}
        {hasLimit(form.type) && <GoodFor form={form} rules={market.rules} onChange={onChange} />}
        {form.type === 'limit' && <PostOnly form={form} onChange={onChange} />}
        <OwnLimits form={form} problemAt={problemAt} onChange={onChange} />
      </div>
    </details>
  )
}

/** Sold again when the price reaches one of them; the other is taken back then. */
function Exits({ form, market, problemAt, onChange }: MoreOptionsProps) {
  return (
    <>
      <PriceField
        label="Then stop the loss at"
        market={market}
        value={form.stopPrice}
        error={problemAt('stopPrice')}
        onChange={(stopPrice) => onChange({ stopPrice })}
      />
      <PriceField
        label="Then take the profit at"
        market={market}
        value={form.targetPrice}
        error={problemAt('targetPrice')}
        onChange={(targetPrice) => onChange({ targetPrice })}
      />
    </>
  )
}

const LIMIT_WORDS: Readonly<Record<OwnLimit, { readonly label: string; readonly help: string }>> = {
  collarPercent: {
    label: 'Price collar of this order',
    help: 'Refused when its price is so much worse than the last one, or the middle of the book.',
  },
  slippagePercent: {
    label: 'Slippage of this order, at most',
    help: 'Refused when the book would fill it so much worse than its middle.',
  },
}

/** Beside the limits of the account; the strictest counts. */
function OwnLimits({ form, problemAt, onChange }: Omit<MoreOptionsProps, 'market'>) {
  return limitsFor(form).map((limit) => (
    <Field
      key={limit}
      label={LIMIT_WORDS[limit].label}
      help={LIMIT_WORDS[limit].help}
      unit="%"
      error={problemAt(limit)}
    >
      {(ids) => (
        <input
          {...ids}
          type="text"
          inputMode="decimal"
          autoComplete="off"
          value={form[limit]}
          className={INPUT_CLASSES}
          onChange={({ target }) => onChange({ [limit]: target.value })}
        />
      )}
    </Field>
  ))
}

type GoodForProps = Pick<MoreOptionsProps, 'form' | 'onChange'> & { readonly rules: OrderRules }

function GoodFor({ form, rules, onChange }: GoodForProps) {
  const hasOneChoice = rules.timesInForce.length === 1
  return (
    <Field
      label="Good for"
      help={hasOneChoice ? 'Simulated orders work until they are cancelled.' : undefined}
    >
      {(ids) => (
        <select
          {...ids}
          value={form.timeInForce}
          disabled={hasOneChoice}
          className={INPUT_CLASSES}
          onChange={({ target }) => {
            const timeInForce = rules.timesInForce.find((one) => one === target.value)
            if (timeInForce) onChange({ timeInForce })
          }}
        >
          {rules.timesInForce.map((time) => (
            <option key={time} value={time}>
              {TIME_WORDS[time]}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}

function PostOnly({ form, onChange }: Pick<MoreOptionsProps, 'form' | 'onChange'>) {
  const isPossible = form.timeInForce === 'gtc'
  return (
    <label className="flex items-start gap-2">
      <input
        type="checkbox"
        className="mt-0.5 size-4 shrink-0"
        checked={isPossible && form.postOnly}
        disabled={!isPossible}
        onChange={({ target }) => onChange({ postOnly: target.checked })}
      />
      <span>Post-only: rejected rather than filled at once, so that it pays the maker's fee.</span>
    </label>
  )
}
