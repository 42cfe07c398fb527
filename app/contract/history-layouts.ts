/** csv: everything, a row for each trade and transfer. The others: what Koinly and CoinTracker import. */
export const HISTORY_LAYOUTS = ['csv', 'koinly', 'cointracker'] as const
export type HistoryLayout = (typeof HISTORY_LAYOUTS)[number]
