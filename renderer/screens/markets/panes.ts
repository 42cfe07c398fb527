import type { ChartPane } from '../../../app/contract/chart-desk.ts'

export const FAVOURITE_TIMEFRAME: ChartPane['timeframe'] = '1h'

/** What was chosen for a chart, or else one of those that are watched. */
export function paneAt(
  panes: readonly ChartPane[],
  watched: readonly string[],
  place: number,
): ChartPane | undefined {
  const symbol = watched[place]
  const usual = symbol === undefined ? undefined : { symbol, timeframe: FAVOURITE_TIMEFRAME }
  return panes[place] ?? usual
}

/** One of them is another; all before it stay as they are shown. */
export function withPane(
  panes: readonly ChartPane[],
  watched: readonly string[],
  { place, pane }: { readonly place: number; readonly pane: ChartPane },
): ChartPane[] {
  return Array.from({ length: Math.max(panes.length, place + 1) }, (_, index) =>
    index === place ? pane : (paneAt(panes, watched, index) ?? pane),
  )
}
