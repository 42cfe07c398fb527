/** When a key stops working by itself. unknown: the exchange does not say. */
export type KeyExpiry =
  | { readonly kind: 'at'; readonly time: number }
  | { readonly kind: 'never' }
  | { readonly kind: 'unknown' }

/** What an exchange says of the key that it is asked with; null is what it does not say. */
export interface KeyReport {
  readonly expiry: KeyExpiry
  readonly mayTrade: boolean | null
  readonly mayWithdraw: boolean | null
  /** Whether it works from certain addresses only. */
  readonly isBoundToAddresses: boolean | null
}

/** Of an exchange that says nothing of its keys. */
export const UNKNOWN_KEY: KeyReport = {
  expiry: { kind: 'unknown' },
  mayTrade: null,
  mayWithdraw: null,
  isBoundToAddresses: null,
}
