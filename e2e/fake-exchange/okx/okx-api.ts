import type { ExchangeCore } from '../exchange-core.ts'
import type { AccountView } from '../matching/account-view.ts'
import type { Order } from '../matching/order.ts'
import type { ApiKey, Permission } from '../server/api-keys.ts'
import type { WireRequest } from '../server/wire-request.ts'
import type { AlgoType } from './algo-orders.ts'
import type { CancelAfter } from './cancel-after.ts'

/** What the routes need of the exchange. */
export interface OkxApi {
  readonly core: ExchangeCore
  readonly cancelAfter: CancelAfter
  /** By the order's number; filled as orders are placed. */
  readonly tags: Map<number, string>
  /** The server's time, right or wrong. */
  readonly now: () => number
  /** What an account is told about itself; as stale as the test wants it. */
  readonly viewOf: (accountId: string) => AccountView
  /** Whose request it is; throws when it is not allowed. */
  readonly authorise: (request: WireRequest, permission: Permission) => ApiKey
  readonly tagOf: (order: Order) => string
  /** By the order's number; of those that were not placed by request it is "conditional", or "move_order_stop". */
  readonly algoTypes: Map<number, AlgoType>
  readonly algoTypeOf: (order: Order) => AlgoType
}
