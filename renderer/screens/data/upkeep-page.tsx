import type { StoredData } from '../../../app/contract/stored-data.ts'
import { CheckCard } from './check-card.tsx'
import { RetentionCard } from './retention-card.tsx'
import { VacuumCard } from './vacuum-card.tsx'

type UpkeepPageProps = {
  readonly data: StoredData
  readonly onChanged: () => Promise<void>
}

/** How long candles are kept, whether all of them can be read, and the room that they take. */
export function UpkeepPage({ data, onChanged }: UpkeepPageProps) {
  return (
    <div className="relative h-full overflow-y-auto p-4">
      <div className="mx-auto grid max-w-[1400px] grid-cols-[minmax(0,3fr)_minmax(0,2fr)] items-start gap-4">
        <RetentionCard {...{ data, onChanged }} />
        <div className="flex flex-col gap-4">
          <CheckCard hasCandles={data.series.length > 0} />
          <VacuumCard fileBytes={data.fileBytes} onChanged={onChanged} />
        </div>
      </div>
    </div>
  )
}
