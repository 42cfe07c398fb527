import { Facts } from '../../components/facts.tsx'
import { formatMoney } from '../../format/decimal.ts'
import { type Exact, exactText } from '../../format/exact-decimal.ts'
import type { TicketMarket, TicketReading } from '../../forms/order-ticket.ts'

type TicketSumsProps = {
  readonly reading: TicketReading
  readonly market: Pick<TicketMarket, 'quote' | 'rules'>
}

/** What the order is worth and what it costs, before it is sent. */
export function TicketSums({ reading, market }: TicketSumsProps) {
  const { quote, rules } = market
  const money = (amount: Exact | null) =>
    amount === null ? '–' : `${formatMoney(exactText(amount), quote)} ${quote}`
  return (
    <div className="border-line border-t pt-2">
      <Facts
        facts={[
          { term: 'Worth', value: <strong className="font-strong">{money(reading.worth)}</strong> },
          {
            term: 'Fees and slippage, at most',
            value: money(reading.costMax),
            title: `${rules.costPercentMax} % of what it is worth`,
          },
          ...(reading.percentOfEquity === null
            ? []
            : [{ term: 'Share of equity', value: `${reading.percentOfEquity} %` }]),
        ]}
      />
      {reading.warning && <p className="mt-2 text-small text-attention">{reading.warning}</p>}
    </div>
  )
}
