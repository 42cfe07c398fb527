import type { Indicator } from './indicators.ts'

export const SCALES = ['linear', 'log', 'percent'] as const
export type Scale = (typeof SCALES)[number]

export const ZONES = ['utc', 'local'] as const
export type Zone = (typeof ZONES)[number]

/** How charts are drawn; the same for all of them. */
export type ChartLook = {
  readonly scale: Scale
  readonly zone: Zone
  readonly indicators: readonly Indicator[]
  /** A market whose price is drawn as a line beside, in percent; null for none. */
  readonly comparison: string | null
}

export const FIRST_LOOK: ChartLook = {
  scale: 'linear',
  zone: 'utc',
  indicators: [],
  comparison: null,
}

/** Two prices are only comparable in percent. */
export function scaleOf({ scale, comparison }: ChartLook): Scale {
  return comparison === null ? scale : 'percent'
}
