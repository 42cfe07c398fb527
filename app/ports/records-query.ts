/** Which records are wanted; null where it does not matter. */
interface RecordsQuery {
  readonly botId: string | null
  readonly symbol: string | null
  readonly side: 'buy' | 'sell' | null
  /** Not older than this. Unix ms. */
  readonly from: number | null
  readonly limit: number
}

/** Orders that were written down before the one named. */
export interface OrdersQuery extends RecordsQuery {
  readonly group: 'all' | 'working' | 'filled' | 'not-filled'
  /** Its client order id. */
  readonly before: string
}

/** Fills that were booked before the one named. */
export interface FillsQuery extends RecordsQuery {
  readonly before: { readonly clientOrderId: string; readonly fillId: string }
}
