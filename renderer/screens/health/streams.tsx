import type { HealthView, StreamView } from '../../../app/contract/health-view.ts'
import { Card } from '../../components/card.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { LevelMark } from '../../components/level-mark.tsx'
import { PlainTable } from '../../components/plain-table.tsx'
import { durationWords } from '../../format/duration.ts'

const NEWS = {
  candles: 'Candles',
  'order book': 'Order book',
  price: 'Price',
  account: 'Orders and fills',
} as const satisfies Record<StreamView['news'], string>

const CHECKS = {
  sequence: 'numbered',
  checksum: 'checksum',
  'whole books': 'always told whole',
  none: 'not offered',
} as const satisfies Record<NonNullable<StreamView['check']>, string>

const COLUMNS = [
  { header: 'News', cell: (stream: StreamView) => <News stream={stream} /> },
  { header: 'Market', cell: ({ symbol }: StreamView) => symbol ?? 'all of the account' },
  {
    header: 'Gaps show by',
    cell: ({ check }: StreamView) => (check === null ? '–' : CHECKS[check]),
  },
  {
    header: 'Heard',
    isNumber: true,
    cell: ({ ageMs }: StreamView) =>
      ageMs === null ? 'nothing yet' : `${durationWords(ageMs)} ago`,
  },
]

/** What the exchange goes on telling, market by market, and how old the last of it is. */
export function Streams({ streams }: { readonly streams: HealthView['streams'] }) {
  return (
    <Card title="What the exchange tells">
      {streams.length === 0 ? (
        <EmptyState
          title="Nothing is followed."
          hint="With an account, each market that is followed appears here with the age of its last news."
        />
      ) : (
        <PlainTable
          label="What the exchange tells"
          columns={COLUMNS}
          rows={streams}
          rowId={({ news, symbol }) => `${news} ${symbol}`}
        />
      )}
    </Card>
  )
}

function News({ stream: { news, isStale, ageMs } }: { readonly stream: StreamView }) {
  const level = isStale ? 'attention' : ageMs === null ? 'working' : 'well'
  return (
    <span className="flex items-center gap-1.5 whitespace-nowrap">
      <LevelMark level={level} />
      {NEWS[news]}
      {isStale && <span className="text-attention">stale</span>}
    </span>
  )
}
