import type { AccountView } from '../matching/account-view.ts'
import type { MatchingEngine } from '../matching/matching-engine.ts'
import type { ApiKey, Permission } from '../server/api-keys.ts'
import type { WireRequest } from '../server/wire-request.ts'
import type { DisconnectProtection } from './disconnect-protection.ts'

/** What the private routes need of the exchange. */
export interface BybitApi {
  readonly engine: MatchingEngine
  readonly protection: DisconnectProtection
  /** The server's time, right or wrong. */
  readonly now: () => number
  /** What an account is told about itself; as stale as the test wants it. */
  readonly viewOf: (accountId: string) => AccountView
  /** Whose request it is; throws when it is not allowed. */
  readonly authorise: (request: WireRequest, permission: Permission) => ApiKey
  /** Of an ended order: it is told of in the history only. */
  readonly hasForgotten: (orderId: number) => boolean
}
