import { useCallback, useMemo } from 'react'
import type { MarketTrades } from '../../../app/contract/market-watch.ts'
import type { MarketView } from '../../../app/contract/setup.ts'
import { request } from '../../api/request.ts'
import { formatZonedExact } from '../../components/chart/zoned-time.ts'
import type { DataColumn } from '../../components/data-column.ts'
import { DataTable } from '../../components/data-table.tsx'
import { usePolled } from '../../components/use-polled.ts'
import { formatMarketPrice, formatVolume } from '../../format/market-price.ts'
import { useChartDesk } from '../../stores/chart-desk-store.ts'

/** Twice a second is as often as rows that move can be read. */
const LOOK_EVERY_MS = 500

type TradesPanelProps = {
  readonly exchangeId: string
  readonly market: MarketView
}

type TradeRow = {
  readonly id: string
  readonly time: number
  readonly price: number
  readonly quantity: number
  readonly side: number
  readonly isAfterGap: boolean
}

/** The last trades of everybody in a market, the newest first. */
export function TradesPanel({ exchangeId, market }: TradesPanelProps) {
  const { symbol, priceDecimals } = market
  const zone = useChartDesk((state) => state.look.zone)
  const ask = useCallback(
    () => request('loadPublicTrades', { exchangeId, symbol }),
    [exchangeId, symbol],
  )
  const { value, problem } = usePolled(ask, LOOK_EVERY_MS)
  const rows = useMemo(() => (value === null ? [] : rowsOf(value)), [value])
  const columns = useMemo(() => columnsFor(priceDecimals, zone), [priceDecimals, zone])
  return (
    <section aria-label={`Trades of ${symbol}`} className="flex h-full min-h-0 flex-col bg-panel">
      <header className="flex h-9 shrink-0 items-center gap-3 px-4">
        <h2 className="font-strong">Trades of {symbol}</h2>
        {value?.isOld && <span className="text-attention text-small">Old: nothing was heard</span>}
      </header>
      <div className="min-h-0 flex-1">
        <DataTable
          label={`Trades of ${symbol}`}
          columns={columns}
          rows={rows}
          rowId={({ id }) => id}
          empty={
            problem === null
              ? { title: 'Waiting for a trade.', hint: 'What is traded appears here at once.' }
              : { title: problem.message, hint: problem.action }
          }
        />
      </div>
    </section>
  )
}

/** Those of one time are told apart by their turn, counted from the oldest, which does not change when others come. */
function rowsOf({ time, price, quantity, side, isAfterGap }: MarketTrades): readonly TradeRow[] {
  const turns = new Map<number, number>()
  const rows: TradeRow[] = []
  for (let index = time.length - 1; index >= 0; index -= 1) {
    const at = time[index] ?? 0
    const turn = (turns.get(at) ?? 0) + 1
    turns.set(at, turn)
    rows.push({
      ...{ id: `${at} ${turn}`, time: at },
      ...{ price: price[index] ?? 0, quantity: quantity[index] ?? 0, side: side[index] ?? 0 },
      isAfterGap: isAfterGap[index] === 1,
    })
  }
  return rows.reverse()
}

function columnsFor(decimals: number | null, zone: 'utc' | 'local'): DataColumn<TradeRow>[] {
  return [
    {
      id: 'time',
      header: 'Time',
      meta: { width: '188px' },
      cell: ({ row }) => formatZonedExact(row.original.time, zone),
    },
    {
      id: 'price',
      header: 'Price',
      meta: { width: '128px', align: 'right' },
      cell: ({ row: { original } }) => <PriceText {...original} decimals={decimals} />,
    },
    {
      id: 'quantity',
      header: 'Quantity',
      meta: { width: '96px', align: 'right' },
      cell: ({ row }) => formatVolume(row.original.quantity),
    },
    {
      id: 'note',
      header: 'Gaps',
      meta: { width: 'minmax(0, 1fr)' },
      cell: ({ row }) => row.original.isAfterGap && 'Some before it were missed',
    },
  ]
}

type PriceTextProps = Pick<TradeRow, 'price' | 'side'> & { readonly decimals: number | null }

/** The side of whoever did not wait, by colour and by sign. */
function PriceText({ price, side, decimals }: PriceTextProps) {
  const text = formatMarketPrice(price, decimals)
  if (side === 0) return text
  return side > 0 ? (
    <span className="text-up" title="Bought">
      {text} ▲
    </span>
  ) : (
    <span className="text-down" title="Sold">
      {text} ▼
    </span>
  )
}
