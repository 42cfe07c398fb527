import type { ImportedCandles } from '../../../app/contract/setup.ts'
import { ChoiceCard } from '../../components/choice-card.tsx'
import { formatDecimal } from '../../format/decimal.ts'
import { formatDate } from '../../format/time.ts'

type ImportReportProps = {
  readonly imported: ImportedCandles
  readonly isChosen: boolean
  readonly onChoose: () => void
}

/** What was found in a file, as one of the files to choose from. */
export function ImportReport({ imported, isChosen, onChoose }: ImportReportProps) {
  return (
    <ChoiceCard
      group="import"
      title={imported.fileName}
      text={reportWords(imported)}
      isChosen={isChosen}
      onChoose={onChoose}
    />
  )
}

function reportWords(imported: ImportedCandles): string {
  const { candles, timeframe, from, to, gaps, repairedRows } = imported
  const count = formatDecimal(String(candles), 0)
  const missing = gaps === 0 ? 'no gaps' : gaps === 1 ? '1 gap' : `${gaps} gaps`
  const repaired =
    repairedRows === null ? '' : ` · ${formatDecimal(String(repairedRows), 0)} repaired`
  return `${count} candles of ${timeframe} · ${formatDate(from)} to ${formatDate(to)} (UTC) · ${missing}${repaired}`
}
