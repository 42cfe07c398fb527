import { Field, INPUT_CLASSES } from '../../components/field.tsx'
import { exactText } from '../../format/exact-decimal.ts'
import type { TicketMarket } from '../../forms/order-ticket.ts'

type PriceFieldProps = {
  readonly label: string
  readonly market: TicketMarket
  readonly value: string
  readonly error: string | undefined
  readonly onChange: (value: string) => void
}

/** A price with the market's unit; the last price is one press away. */
export function PriceField({ label, market, value, error, onChange }: PriceFieldProps) {
  const { quote, price } = market
  return (
    <Field label={label} unit={quote} error={error}>
      {(ids) => (
        <span className="relative block">
          <input
            {...ids}
            type="text"
            inputMode="decimal"
            autoComplete="off"
            value={value}
            className={`${INPUT_CLASSES} pr-16`}
            onChange={({ target }) => onChange(target.value)}
          />
          {price !== null && (
            <button
              type="button"
              aria-label={`${label}: take the last price`}
              className="absolute inset-y-1 right-1 rounded-small px-2 text-small text-ink-soft hover:bg-raised hover:text-ink"
              onClick={() => onChange(exactText(price))}
            >
              Last
            </button>
          )}
        </span>
      )}
    </Field>
  )
}
