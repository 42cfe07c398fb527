import { CircleCheck, CircleDashed, OctagonAlert } from 'lucide-react'
import { useMemo } from 'react'
import type { AlertsView, DeliveryView } from '../../../app/contract/alert-settings.ts'
import { classNames } from '../../components/class-names.ts'
import type { DataColumn } from '../../components/data-column.ts'
import { DataTable } from '../../components/data-table.tsx'
import { ALERT_WORDS, DELIVERY_WORDS } from '../../format/alert-words.ts'
import { formatExactTime } from '../../format/time.ts'

const LOOKS = {
  waiting: { Icon: CircleDashed, colour: 'text-ink-soft' },
  delivered: { Icon: CircleCheck, colour: 'text-ink' },
  failed: { Icon: OctagonAlert, colour: 'text-danger' },
}

/** What was told to whom, and what the provider answered when it failed. */
export function DeliveriesTable({ alerts }: { readonly alerts: AlertsView }) {
  const { channels, deliveries } = alerts
  const columns = useMemo(() => columnsFor(channels), [channels])
  return (
    <div className="h-full bg-panel px-4 pt-2">
      <DataTable
        label="Deliveries"
        columns={columns}
        rows={deliveries}
        rowId={({ id }) => String(id)}
        empty={{
          title: 'Nothing was told yet.',
          hint: 'Every alert that a rule sends to a channel appears here, with whether it arrived.',
        }}
      />
    </div>
  )
}

function columnsFor(channels: AlertsView['channels']): DataColumn<DeliveryView>[] {
  return [
    {
      id: 'time',
      header: 'Time',
      meta: { width: '176px' },
      cell: ({ row }) => formatExactTime(row.original.time),
    },
    {
      id: 'kind',
      header: 'About',
      meta: { width: '132px' },
      cell: ({ row }) => ALERT_WORDS[row.original.kind].title,
    },
    {
      id: 'channel',
      header: 'To',
      meta: { width: '144px' },
      cell: ({ row: { original } }) =>
        channels.find(({ id }) => id === original.channelId)?.name ?? 'a channel that is gone',
    },
    {
      id: 'state',
      header: 'State',
      meta: { width: '104px' },
      cell: ({ row }) => <State delivery={row.original} />,
    },
    {
      id: 'attempts',
      header: 'Tries',
      meta: { width: '56px', align: 'right' },
      cell: ({ row }) => String(row.original.attempts),
    },
    {
      id: 'what',
      header: 'What was told',
      meta: { width: 'minmax(240px, 1fr)' },
      cell: ({ row: { original } }) => <span title={original.text}>{original.title}</span>,
    },
    {
      id: 'trouble',
      header: 'What the provider answered',
      meta: { width: 'minmax(240px, 1fr)' },
      cell: ({ row: { original } }) => (
        <span title={original.trouble} className={original.state === 'failed' ? 'text-danger' : ''}>
          {original.trouble || '–'}
        </span>
      ),
    },
  ]
}

function State({ delivery: { state } }: { readonly delivery: DeliveryView }) {
  const { Icon, colour } = LOOKS[state]
  return (
    <span className={classNames('flex items-center gap-1', colour)}>
      <Icon aria-hidden="true" size={13} />
      {DELIVERY_WORDS[state]}
    </span>
  )
}
