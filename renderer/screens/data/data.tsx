import { useEffect, useState } from 'react'
import type { DownloadStage, StoredData } from '../../../app/contract/stored-data.ts'
import { request } from '../../api/request.ts'
import { LoadingScreen } from '../../components/loading-screen.tsx'
import { ScreenTabs } from '../../components/screen-tabs.tsx'
import { usePolled } from '../../components/use-polled.ts'
import { formatBytes } from '../../format/bytes.ts'
import { CandlesPage } from './candles-page.tsx'
import { DownloadsPage } from './downloads-page.tsx'
import { UpkeepPage } from './upkeep-page.tsx'

/** While downloads are under way, and while nothing changes by itself: of a large store, all of it is counted. */
const LOOK_EVERY_MS = { busy: 1_000, quiet: 5_000 }

const UNDER_WAY: readonly DownloadStage['kind'][] = ['waiting', 'running']

/** What is kept of candles for charts and research: how more comes, and how some goes. */
export function Data() {
  const [isBusy, setBusy] = useState(true)
  const everyMs = isBusy ? LOOK_EVERY_MS.busy : LOOK_EVERY_MS.quiet
  const { value: data, problem, reload } = usePolled(loadStoredData, everyMs)
  useEffect(() => {
    if (data) setBusy(data.downloads.some(({ stage }) => UNDER_WAY.includes(stage.kind)))
  }, [data])
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
