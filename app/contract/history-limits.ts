/** History that the window is given at once; older rows stay in the store. */
export const HISTORY_LIMITS = {
  candles: 2_000,
  equity: 2_000,
  orders: 500,
  fills: 500,
  decisions: 500,
} as const
