import { Star } from 'lucide-react'
import { memo } from 'react'
import type { MarketView } from '../../../app/contract/setup.ts'
import { classNames } from '../../components/class-names.ts'
import { formatMarketPrice, formatVolume } from '../../format/market-price.ts'
import { formatSignedPercent } from '../../format/percent.ts'
import { formatExactTime } from '../../format/time.ts'
import { MARKET_COLUMNS } from './market-columns.ts'
import { SparkLine } from './spark-line.tsx'
import type { MarketPrice } from './use-prices.ts'

type MarketRowProps = {
  readonly market: MarketView
  readonly index: number
  readonly top: number
  readonly price: MarketPrice | undefined
  readonly isWatched: boolean
  readonly isChosen: boolean
  readonly onChoose: (symbol: string) => void
  readonly onToggle: (symbol: string) => void
}

/** Drawn again only when something in it changed. */
export const MarketRow = memo(DrawnRow)

function DrawnRow(props: MarketRowProps) {
  const { market, index, top, price, isWatched, isChosen, onChoose, onToggle } = props
  const { symbol, quote, priceDecimals } = market
  return (
    <tr
      aria-rowindex={index + 2}
      className={classNames(
        'absolute inset-x-0 grid h-9 items-center border-line border-b px-2',
        isChosen ? 'bg-raised' : 'hover:bg-raised',
      )}
      style={{ top, gridTemplateColumns: MARKET_COLUMNS.template }}
    >
      <td>
        <button
          type="button"
          aria-pressed={isWatched}
          aria-label={`Watch ${symbol}`}
          className="flex size-7 items-center justify-center rounded-small text-ink-soft hover:text-ink"
          onClick={() => onToggle(symbol)}
        >
          <Star aria-hidden="true" size={15} fill={isWatched ? 'currentColor' : 'none'} />
        </button>
      </td>
      <td className="min-w-0 px-2">
        <button
          type="button"
          aria-current={isChosen ? 'true' : undefined}
          className="w-full truncate rounded-small text-left font-strong"
          title={`Open the chart of ${symbol}`}
          onClick={() => onChoose(symbol)}
        >
          {symbol}
        </button>
      </td>
      <td className="truncate px-2 text-right">
        {price?.isOld && (
          <span className="mr-1.5 rounded-small border border-attention px-1 text-attention text-tiny">
            old
          </span>
        )}
        <span
          className={price?.isOld ? 'text-ink-soft' : ''}
          title={price?.heardAt ? `As of ${formatExactTime(price.heardAt)}` : undefined}
        >
          {price?.last == null ? '–' : formatMarketPrice(price.last, priceDecimals)}
        </span>
      </td>
      <td className="px-2 text-right">
        <Change percent={price?.changePercent ?? null} />
      </td>
      <td className="px-2">
        <SparkLine closes={price?.spark ?? []} />
      </td>
      <td className="truncate px-2 text-right text-ink-soft" title={`In ${quote}`}>
        {price?.quoteVolume == null ? '–' : formatVolume(price.quoteVolume)}
      </td>
    </tr>
  )
}

function Change({ percent }: { readonly percent: number | null }) {
  if (percent === null) return <span className="text-ink-soft">–</span>
  const way = Math.abs(percent) < 0.005 ? 'flat' : percent > 0 ? 'up' : 'down'
  return (
    <span
      className={classNames(
        'whitespace-nowrap',
        way === 'up' ? 'text-up' : way === 'down' ? 'text-down' : 'text-ink-soft',
      )}
    >
      {way !== 'flat' && <span aria-hidden="true">{way === 'up' ? '▲' : '▼'} </span>}
      {formatSignedPercent(percent)}
    </span>
  )
}
