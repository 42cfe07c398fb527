import type { ChartLook } from '../../../app/contract/chart-desk.ts'

export type { ChartLook }
export type Scale = ChartLook['scale']
export type Zone = ChartLook['zone']

/** Two prices are only comparable in percent. */
export function scaleOf({ scale, comparison }: ChartLook): Scale {
  return comparison === null ? scale : 'percent'
}
