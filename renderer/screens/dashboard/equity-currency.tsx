import { setEquityCurrency } from '../../actions/trading.ts'
import { SelectField } from '../../components/select-field.tsx'
import { useEngine } from '../../stores/engine-store.ts'

/** Those that people think in, beside what the account holds. */
const COMMON = ['USDT', 'USDC', 'USD', 'EUR', 'BTC']

/** In which currency the account's worth is shown, and what could not be counted in it. */
export function EquityCurrency() {
  const worth = useEngine(({ status }) => status.portfolio.worth)
  const quote = useEngine(({ account }) => account.quote) ?? ''
  if (!worth) return null
  const currencies = [...new Set([quote, worth.currency, ...COMMON])].filter((name) => name !== '')
  return (
    <div className="mt-3 border-line border-t pt-3">
      <SelectField
        label="Show equity in"
        options={currencies.map((value) => ({ value, label: value }))}
        value={worth.currency}
        onChange={(currency) => void setEquityCurrency(currency)}
      />
      {worth.unpriced.length > 0 && (
        <p className="mt-1 text-attention text-small">
          Not counted, because no price is known: {worth.unpriced.join(', ')}
        </p>
      )}
    </div>
  )
}
