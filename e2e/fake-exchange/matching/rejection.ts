/** Rules of a market that an order can break; each exchange has its own words for them. */
export type BrokenRule =
  | 'price-range'
  | 'tick-size'
  | 'quantity-range'
  | 'step-size'
  | 'market-quantity-range'
  | 'percent-price'
  | 'notional'
  | 'open-orders-max'
  | 'conditional-orders-max'

/** Why an order is not taken, or a cancel not done. */
export type Rejection =
  | { readonly kind: 'rule'; readonly rule: BrokenRule }
  | { readonly kind: 'insufficient-balance' }
  | { readonly kind: 'duplicate-client-order-id' }
  | { readonly kind: 'unknown-symbol' }
  | { readonly kind: 'market-closed' }
  | { readonly kind: 'account-may-not-trade' }
  /** A limit-maker order that would take. */
  | { readonly kind: 'would-take' }
  /** A conditional order whose trigger price has been reached already. */
  | { readonly kind: 'would-trigger' }
  | { readonly kind: 'no-liquidity' }
  | { readonly kind: 'unknown-order' }
