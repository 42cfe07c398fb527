import { useState } from 'react'
import type { Retention, StoredData, StoredRemoval } from '../../../app/contract/stored-data.ts'
import { perform, showDone } from '../../actions/perform.ts'
import { request } from '../../api/request.ts'
import { Button } from '../../components/button.tsx'
import { Card } from '../../components/card.tsx'
import { PlainTable } from '../../components/plain-table.tsx'
import { lengthText } from '../../format/length-text.ts'
import { formatDate } from '../../format/time.ts'

const DAY_MS = 86_400_000
const KEPT = [
  { days: 30, words: '30 days' },
  { days: 90, words: '90 days' },
  { days: 365, words: '1 year' },
  { days: 730, words: '2 years' },
  { days: 1_825, words: '5 years' },
] as const

type RetentionCardProps = {
  readonly data: StoredData
  readonly onChanged: () => Promise<void>
}

/** How long candles of each length are kept: what would go is shown before anything goes. */
export function RetentionCard({ data, onChanged }: RetentionCardProps) {
  const [typed, setTyped] = useState<ReadonlyMap<number, number | null>>(new Map())
  const [preview, setPreview] = useState<readonly StoredRemoval[] | null>(null)
  const lengths = [...new Set(data.series.map(({ timeframeMs }) => timeframeMs))].sort(
    (a, b) => a - b,
  )
  const keptOf = (timeframeMs: number) =>
    typed.get(timeframeMs) ??
    (typed.has(timeframeMs)
      ? null
      : (data.retentions.find((one) => one.timeframeMs === timeframeMs)?.keptMs ?? null))
  const retentions: Retention[] = lengths.map((timeframeMs) => ({
    timeframeMs,
    keptMs: keptOf(timeframeMs),
  }))
  const choose = (timeframeMs: number, keptMs: number | null) => {
    setTyped(new Map(typed).set(timeframeMs, keptMs))
    setPreview(null)
  }
  const look = async () => {
    const answer = await perform(request('previewRetention', { retentions }))
    if (answer.done) setPreview(answer.value)
  }
  const apply = async () => {
    const removed = await perform(request('applyRetention', { retentions }))
    if (!removed.done) return
    setPreview(null)
    setTyped(new Map())
    showDone(`${countWords(removed.value)} went. Longer candles made of them stay.`)
    await onChanged()
  }
  return (
    <Card title="How long candles are kept">
      <p className="mb-3 text-small text-ink-soft">
        Nothing goes by itself. Longer candles that were made of shorter ones stay when those go.
      </p>
      {lengths.length === 0 && <p>No candles are stored yet.</p>}
      <div className="flex flex-col gap-1.5">
        {lengths.map((timeframeMs) => (
          <KeptChoice
            key={timeframeMs}
            {...{ timeframeMs }}
            keptMs={keptOf(timeframeMs)}
            onChoose={(keptMs) => choose(timeframeMs, keptMs)}
          />
        ))}
      </div>
      {lengths.length > 0 && preview === null && (
        <Button className="mt-4" onClick={() => void look()}>
          Show what would go…
        </Button>
      )}
      {preview !== null && <Preview removals={preview} onApply={apply} />}
    </Card>
  )
}

type KeptChoiceProps = {
  readonly timeframeMs: number
  readonly keptMs: number | null
  readonly onChoose: (keptMs: number | null) => void
}

function KeptChoice({ timeframeMs, keptMs, onChoose }: KeptChoiceProps) {
  const isOther = keptMs !== null && !KEPT.some(({ days }) => days * DAY_MS === keptMs)
  return (
    <label className="flex items-center gap-3">
      <span className="w-12">{lengthText(timeframeMs)}</span>
      <select
        aria-label={`Keep candles of ${lengthText(timeframeMs)}`}
        className="h-8 w-40 rounded-small border border-line-strong bg-panel px-2 text-ink text-small"
        value={keptMs ?? ''}
        onChange={({ target }) => onChoose(target.value === '' ? null : Number(target.value))}
      >
        <option value="">All</option>
        {isOther && <option value={keptMs}>{Math.round(keptMs / DAY_MS)} days</option>}
        {KEPT.map(({ days, words }) => (
          <option key={days} value={days * DAY_MS}>
            {words}
          </option>
        ))}
      </select>
    </label>
  )
}

type PreviewProps = {
  readonly removals: readonly StoredRemoval[]
  readonly onApply: () => Promise<void>
}

function Preview({ removals, onApply }: PreviewProps) {
  return (
    <div className="mt-4 border-line border-t pt-4">
      {removals.length === 0 ? (
        <p role="status" className="mb-3">
          Nothing is older than that.
        </p>
      ) : (
        <PlainTable
          label="What would go"
          rows={removals}
          rowId={({ exchange, symbol, timeframeMs }) => `${exchange} ${symbol} ${timeframeMs}`}
          columns={COLUMNS}
        />
      )}
      <Button
        className="mt-3"
        variant={removals.length === 0 ? 'secondary' : 'danger'}
        onClick={() => void onApply()}
      >
        {removals.length === 0 ? 'Keep it so' : `Remove ${countWords(removals)}`}
      </Button>
    </div>
  )
}

const COLUMNS = [
  { header: 'Market', cell: ({ symbol, exchange }: StoredRemoval) => `${symbol} ${exchange}` },
  { header: 'Length', cell: ({ timeframeMs }: StoredRemoval) => lengthText(timeframeMs) },
  {
    header: 'Candles',
    isNumber: true,
    cell: ({ candles }: StoredRemoval) => candles.toLocaleString('en-US'),
  },
  {
    header: 'Before (UTC)',
    isNumber: true,
    cell: ({ before }: StoredRemoval) => formatDate(before),
  },
]

function countWords(removals: readonly StoredRemoval[]): string {
  const count = removals.reduce((sum, { candles }) => sum + candles, 0)
  return `${count.toLocaleString('en-US')} candles`
}
