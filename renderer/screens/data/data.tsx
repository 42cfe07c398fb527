import type { StoredData } from '../../../app/contract/stored-data.ts'
import { request } from '../../api/request.ts'
import { LoadingScreen } from '../../components/loading-screen.tsx'
import { ScreenTabs } from '../../components/screen-tabs.tsx'
import { usePolled } from '../../components/use-polled.ts'
import { formatBytes } from '../../format/bytes.ts'
import { CandlesPage } from './candles-page.tsx'
import { DownloadsPage } from './downloads-page.tsx'
import { UpkeepPage } from './upkeep-page.tsx'

const LOOK_EVERY_MS = 1_000

/** What is kept of candles for charts and research: how more comes, and how some goes. */
export function Data() {
  const { value: data, problem, reload } = usePolled(loadStoredData, LOOK_EVERY_MS)
  if (data === null) return <LoadingScreen title="Data" problem={problem} />
  const underWay = data.downloads.filter(({ stage }) => stage.kind !== 'done').length
  return (
    <ScreenTabs
      title="Data"
      aside={<p className="text-small text-ink-soft">{problem?.message ?? sizeWords(data)}</p>}
      pages={[
        {
          ...{ id: 'candles', word: 'Candles', count: data.series.length },
          content: <CandlesPage data={data} onChanged={reload} />,
        },
        {
          ...{ id: 'downloads', word: 'Downloads', count: underWay },
          content: <DownloadsPage downloads={data.downloads} onChanged={reload} />,
        },
        {
          ...{ id: 'upkeep', word: 'Upkeep' },
          content: <UpkeepPage data={data} onChanged={reload} />,
        },
      ]}
    />
  )
}

function sizeWords({ series, fileBytes }: StoredData): string {
  if (series.length === 0) return 'Nothing stored yet'
  const candles = series.reduce((sum, one) => sum + one.candles, 0)
  return `${candles.toLocaleString('en-US')} candles in ${formatBytes(fileBytes)}`
}

function loadStoredData() {
  return request('loadStoredData', null)
}
