import { useChartDesk } from '../../stores/chart-desk-store.ts'
import { Segments } from '../segments.tsx'
import type { Scale } from './chart-look.ts'

const SCALES = [
  { value: 'linear', label: 'Linear' },
  { value: 'log', label: 'Log' },
  { value: 'percent', label: '%' },
] as const

const ZONES = [
  { value: 'utc', label: 'UTC' },
  { value: 'local', label: 'Local' },
] as const

/** Price scale and time zone: of all charts. */
export function ScaleTools({ scale: shown }: { readonly scale: Scale }) {
  const zone = useChartDesk((state) => state.look.zone)
  const change = useChartDesk((state) => state.changeLook)
  return (
    <>
      <Segments
        label="Price scale"
        options={SCALES}
        value={shown}
        onChange={(scale) => change({ scale })}
      />
      <Segments
        label="Time zone"
        options={ZONES}
        value={zone}
        onChange={(zone) => change({ zone })}
      />
    </>
  )
}
