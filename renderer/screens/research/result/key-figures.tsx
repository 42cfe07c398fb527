import type { BacktestFigures } from '../../../../app/contract/research.ts'
import { classNames } from '../../../components/class-names.ts'
import { formatMoney } from '../../../format/decimal.ts'
import { durationWords } from '../../../format/duration.ts'
import { formatRatio, formatShare, formatSignedShare } from '../../../format/share.ts'
import { counted } from '../../../format/words.ts'

type Figure = {
  readonly term: string
  readonly value: string
  /** What to hold it against. */
  readonly beside: string
  readonly meaning: string
  readonly sign?: number
}

type KeyFiguresProps = { readonly document: BacktestFigures; readonly quote: string }

/** What came of a run, in numbers, each with what to hold it against. */
export function KeyFigures({ document, quote }: KeyFiguresProps) {
  return (
    <div className="@container">
      <dl
        className="grid grid-cols-4 gap-px bg-line @min-[760px]:grid-cols-6"
        aria-label="Key figures"
      >
        {figuresOf(document, quote).map(({ term, value, beside, meaning, sign = 0 }) => (
          <div key={term} title={meaning} className="min-w-0 bg-panel px-3 py-2.5">
            <dt className="truncate text-small text-ink-soft">{term}</dt>
            <dd className={classNames('text-large font-strong', toneOf(sign))}>
              {sign !== 0 && <span aria-hidden="true">{sign > 0 ? '▲ ' : '▼ '}</span>}
              {value}
            </dd>
            <dd className="truncate text-tiny text-ink-soft">{beside}</dd>
          </div>
        ))}
      </dl>
    </div>
  )
}

function toneOf(sign: number): string {
  if (sign === 0) return ''
  return sign > 0 ? 'text-up' : 'text-down'
}

function figuresOf(document: BacktestFigures, quote: string): readonly Figure[] {
  return [...growthFigures(document, quote), ...tradeFigures(document, quote)]
}

function growthFigures(
  { metrics, buyAndHold, equity, exposure }: BacktestFigures,
  quote: string,
): readonly Figure[] {
  const end = formatMoney(equity.end.toFixed(2), quote)
  return [
    {
      term: 'Return',
      value: formatSignedShare(metrics.totalReturn),
      sign: Math.sign(metrics.totalReturn),
      beside: `buy and hold ${formatSignedShare(buyAndHold.totalReturn)}`,
      meaning: `What the account gained, costs included: it ended with ${end} ${quote}.`,
    },
    {
      term: 'A year',
      value: formatSignedShare(metrics.annualReturn),
      beside: `ends with ${end}`,
      meaning: 'The return, compounded to a year of 365 days.',
    },
    {
      term: 'Deepest fall',
      value: formatSignedShare(-metrics.maxDrawdown),
      beside: `buy and hold ${formatSignedShare(-buyAndHold.maxDrawdown)}`,
      meaning: `The deepest fall of equity from a peak. The longest took ${durationWords(metrics.longestDrawdownMs)}.`,
    },
    {
      term: 'Sharpe',
      value: formatRatio(metrics.sharpe),
      beside: `Sortino ${formatRatio(metrics.sortino)}`,
      meaning: 'Return for its ups and downs, a year. Sortino counts the downs alone.',
    },
    {
      term: 'Calmar',
      value: formatRatio(metrics.calmar),
      beside: `longest fall ${durationWords(metrics.longestDrawdownMs)}`,
      meaning: 'The return of a year for the deepest fall.',
    },
    {
      term: 'In the market',
      value: formatShare(metrics.timeInMarket),
      beside: `exposure ${formatShare(exposure.average)}`,
      meaning:
        'How much of the time it held something, and how much of the equity that was on average.',
    },
  ]
}

function tradeFigures({ metrics }: BacktestFigures, quote: string): readonly Figure[] {
  const { expectancy } = metrics
  const average = expectancy === null ? '–' : formatMoney(expectancy.toFixed(2), quote)
  return [
    {
      term: 'Trades',
      value: String(metrics.trades),
      beside: counted(metrics.roundTrips, 'round trip'),
      meaning: 'Orders that were filled. A round trip begins flat and ends flat.',
    },
    {
      term: 'Won',
      value: formatShare(metrics.winRate),
      beside: `worst streak ${metrics.worstStreak}`,
      meaning: 'Of the round trips. The worst streak is the most losses in a row.',
    },
    {
      term: 'Profit factor',
      value: formatRatio(metrics.profitFactor),
      beside: `${average} a trip`,
      meaning: 'All gains for all losses, and what a round trip earned on average.',
    },
    {
      term: 'SQN',
      value: formatRatio(metrics.sqn),
      beside: 'system quality',
      meaning: "Van Tharp's number: how steadily the round trips earn, and how many there are.",
    },
    {
      term: 'Turnover',
      value: `${metrics.turnover.toFixed(1)} ×`,
      beside: 'the average equity',
      meaning: 'The value of all trades for the average equity.',
    },
    {
      term: 'Fees paid',
      value: formatMoney(metrics.feesPaid.toFixed(2), quote),
      beside: quote,
      meaning: 'Part of the result already.',
    },
  ]
}
