import { useState } from 'react'
import type { StoredData, StoredKey } from '../../../app/contract/stored-data.ts'
import { BringInForm } from './bring-in-form.tsx'
import { SeriesDetail } from './series-detail.tsx'
import { seriesId } from './series-id.ts'
import { SeriesList } from './series-list.tsx'

type CandlesPageProps = {
  readonly data: StoredData
  readonly onChanged: () => Promise<void>
}

/** The series on the left, the chosen one with its chart and its gaps on the right. */
export function CandlesPage({ data, onChanged }: CandlesPageProps) {
  const [chosen, setChosen] = useState<string | null>(null)
  const [isBringingIn, setBringingIn] = useState(false)
  const { series } = data
  const shown = series.find((one) => seriesId(one) === chosen) ?? series[0]
  const choose = (key: StoredKey) => {
    setBringingIn(false)
    setChosen(seriesId(key))
  }
  const list = (
    <SeriesList
      {...{ series }}
      chosen={shown && !isBringingIn ? seriesId(shown) : null}
      onChoose={choose}
      onBringIn={() => setBringingIn(true)}
    />
  )
  if (shown === undefined && !isBringingIn) return list
  return (
    <div className="grid h-full grid-cols-[656px_minmax(0,1fr)] gap-px bg-line min-[1900px]:grid-cols-[760px_minmax(0,1fr)]">
      {list}
      <section
        aria-label="Chosen candles"
        className="relative min-h-0 min-w-0 overflow-auto bg-panel"
      >
        {isBringingIn ? (
          <BringInForm
            onClose={() => setBringingIn(false)}
            onDone={async (brought) => {
              await onChanged()
              choose(brought)
            }}
          />
        ) : (
          shown && <SeriesDetail key={seriesId(shown)} series={shown} />
        )}
      </section>
    </div>
  )
}
