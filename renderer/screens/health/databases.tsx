import type { HealthView } from '../../../app/contract/health-view.ts'
import { Card } from '../../components/card.tsx'
import { Facts } from '../../components/facts.tsx'
import { formatBytes } from '../../format/bytes.ts'

type DatabasesProps = Pick<HealthView, 'databases' | 'metricsAddress'>

/** How large the records have become, and where another program can read all of this. */
export function Databases({ databases, metricsAddress }: DatabasesProps) {
  return (
    <Card title="Records on disk">
      <Facts
        facts={databases.map(({ name, bytes }) => ({
          term: name,
          value: formatBytes(bytes),
        }))}
      />
      <p className="mt-3 border-line border-t pt-3 text-small text-ink-soft">
        {metricsAddress === null ? (
          'Metrics for Prometheus are off.'
        ) : (
          <>
            Metrics for Prometheus, on this machine only:{' '}
            <span className="select-all font-mono text-tiny text-ink">{metricsAddress}</span>
          </>
        )}
      </p>
    </Card>
  )
}
