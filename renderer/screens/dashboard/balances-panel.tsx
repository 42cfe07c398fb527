import { Facts } from '../../components/facts.tsx'
import { Panel } from '../../components/panel.tsx'
import { SignedAmount } from '../../components/signed-amount.tsx'
import { formatMoney, formatQuantity } from '../../format/decimal.ts'
import { useEngine } from '../../stores/engine-store.ts'
import { EquityCurrency } from './equity-currency.tsx'

/** What the account holds, and what came of trading so far. */
export function BalancesPanel() {
  const balances = useEngine(({ status }) => status.portfolio.balances) ?? []
  const realised = useEngine(({ status }) => status.portfolio.realised) ?? '0'
  const feesPaid = useEngine(({ status }) => status.portfolio.feesPaid) ?? '0'
  const quote = useEngine(({ account }) => account.quote) ?? ''
  const amount = (text: string, currency: string) =>
    currency === quote ? formatMoney(text, currency) : formatQuantity(text)
  return (
    <Panel title="Balances">
      <table className="w-full text-small">
        <thead>
          <tr className="text-ink-soft">
            <th className="py-0.5 text-left font-normal">Currency</th>
            <th className="py-0.5 text-right font-normal">Free</th>
            <th className="py-0.5 text-right font-normal">In orders</th>
            <th className="py-0.5 text-right font-normal">Total</th>
          </tr>
        </thead>
        <tbody>
          {balances.map(({ currency, free, used, total }) => (
            <tr key={currency}>
              <th className="py-0.5 text-left font-strong">{currency}</th>
              <td className="py-0.5 text-right">{amount(free, currency)}</td>
              <td className="py-0.5 text-right">{amount(used, currency)}</td>
              <td className="py-0.5 text-right">{amount(total, currency)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <Facts
        className="mt-3 border-line border-t pt-3"
        facts={[
          {
            term: 'Realised',
            value: <SignedAmount amount={realised} currency={quote} />,
            title: 'Gains and losses of positions that were closed',
          },
          { term: 'Fees paid', value: `${formatMoney(feesPaid, quote)} ${quote}` },
        ]}
      />
      <EquityCurrency />
    </Panel>
  )
}
