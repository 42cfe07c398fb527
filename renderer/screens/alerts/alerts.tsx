import { request } from '../../api/request.ts'
import { LoadingScreen } from '../../components/loading-screen.tsx'
import { ScreenTabs } from '../../components/screen-tabs.tsx'
import { usePolled } from '../../components/use-polled.ts'
import { counted } from '../../format/words.ts'
import { ChannelsPage } from './channels-page.tsx'
import { DeliveriesTable } from './deliveries-table.tsx'
import { RulesPage } from './rules-page.tsx'

const READ_EVERY_MS = 3_000

/** Who is told what, and whether it arrived. */
export function Alerts() {
  const { value: alerts, problem, reload } = usePolled(loadAlerts, READ_EVERY_MS)
  if (alerts === null) return <LoadingScreen title="Alerts" problem={problem} />
  const failed = alerts.deliveries.filter(({ state }) => state === 'failed').length
  const onChanged = () => void reload()
  return (
    <ScreenTabs
      title="Alerts"
      aside={
        <p className={failed === 0 ? 'text-ink-soft' : 'text-danger'}>
          {failed === 0 ? 'Nothing failed to arrive' : `${counted(failed, 'alert')} did not arrive`}
        </p>
      }
      pages={[
        {
          id: 'channels',
          word: 'Channels',
          count: alerts.channels.length,
          content: <ChannelsPage alerts={alerts} onChanged={onChanged} />,
        },
        {
          id: 'rules',
          word: 'Rules',
          content: (
            <RulesPage
              rules={alerts.rules}
              summaryHour={alerts.summaryHour}
              channels={alerts.channels}
              onChanged={onChanged}
            />
          ),
        },
        {
          id: 'deliveries',
          word: 'Deliveries',
          count: alerts.deliveries.length,
          content: <DeliveriesTable alerts={alerts} />,
        },
      ]}
    />
  )
}

function loadAlerts() {
  return request('loadAlerts', null)
}
