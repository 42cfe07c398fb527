import { formatMoney, formatQuantity } from '../../format/decimal.ts'
import { exactText } from '../../format/exact-decimal.ts'
import { shareOfFree, type TicketForm, type TicketMarket } from '../../forms/order-ticket.ts'

const SHARES = [25n, 50n, 75n, 100n]

type FreeSharesProps = {
  readonly form: TicketForm
  readonly market: TicketMarket
  readonly onChoose: (quantity: string) => void
}

/** What is free for this order, and quick ways to take a share of it. */
export function FreeShares({ form, market, onChoose }: FreeSharesProps) {
  const { free, base, quote } = market
  const words =
    form.side === 'buy'
      ? `${formatMoney(exactText(free.quote), quote)} ${quote} free`
      : `${formatQuantity(exactText(free.base))} ${base} to sell by hand`
  return (
    <div className="-mt-1 flex flex-col gap-1">
      <span className="grid grid-cols-4 gap-1">
        {SHARES.map((percent) => {
          const quantity = shareOfFree(form, market, percent)
          return (
            <button
              key={percent}
              type="button"
              disabled={quantity === '' || quantity === '0'}
              aria-label={`${percent} % of what is free`}
              className="h-6 rounded-small border border-line px-1 text-tiny text-ink-soft enabled:hover:border-line-strong enabled:hover:text-ink disabled:opacity-45"
              onClick={() => onChoose(quantity)}
            >
              {percent.toString()} %
            </button>
          )
        })}
      </span>
      <span className="text-small text-ink-soft">{words}</span>
    </div>
  )
}
