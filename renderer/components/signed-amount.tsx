import { formatSignedMoney, type Sign, signOf } from '../format/decimal.ts'
import { formatSignedPercent } from '../format/percent.ts'
import { classNames } from './class-names.ts'

const ARROWS: Readonly<Record<Sign, string>> = { positive: '▲', negative: '▼', zero: '' }
const COLOURS: Readonly<Record<Sign, string>> = {
  positive: 'text-up',
  negative: 'text-down',
  zero: 'text-ink-soft',
}

type SignedAmountProps = {
  readonly amount: string
  readonly currency: string
  readonly percent?: number
  readonly title?: string
}

/** A gain or a loss: arrow, sign and colour say the same thing. */
export function SignedAmount({ amount, currency, percent, title }: SignedAmountProps) {
  const sign = signOf(amount)
  return (
    <span className={classNames('whitespace-nowrap', COLOURS[sign])} title={title}>
      <span aria-hidden="true">{ARROWS[sign]} </span>
      {formatSignedMoney(amount, currency)}
      {percent !== undefined && (
        <span className="ml-2">{formatSignedPercent(sign === 'zero' ? 0 : percent)}</span>
      )}
    </span>
  )
}
