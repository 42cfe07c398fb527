import type { Staleness } from '../matching/account-view.ts'

/** How an exchange is doing: what is wrong with it for everybody, and not with one request. */
export interface ExchangeConditions {
  /** How wrong the server's clock is. */
  clockSkewMs: number
  /** Whether timestamps are compared; only a clock at real pace can be met by anybody. */
  checksTimestamps: boolean
  /** How old the answers to private reads are. */
  reads: Staleness
  /** Everybody is turned away. */
  isInMaintenance: boolean
}
