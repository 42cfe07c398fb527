import { RECORDS_PAGE } from '../../app/contract/records-limits.ts'
import { success } from '../../app/domain/result.ts'
import type { AccountSession } from '../../app/engine/session/account-session.ts'
import { closedPositionsView } from '../../app/engine/view/closed-positions.ts'
import { fillView, orderView } from '../../app/engine/view/order-view.ts'
import { type AccountReader, openAccountReader } from '../../app/storage/account-reader.ts'
import { ProfilePaths } from '../../app/storage/profile-paths.ts'
import type { RequestHandlers } from './answer-request.ts'
import type { WithSession } from './breaker-handlers.ts'

export interface RecordsParts {
  readonly directory: string
}

type RecordsRequest = 'loadOrders' | 'loadFills' | 'loadClosedPositions'

/** What the open account did, beyond the newest that the window is told of. Read from disk, beside the engine. */
export function recordsHandlers(
  { directory }: RecordsParts,
  withSession: WithSession,
): Pick<RequestHandlers, RecordsRequest> {
  const reading =
    <Value>(read: (account: AccountReader) => Value) =>
    ({ accountId }: Pick<AccountSession, 'accountId'>) => {
      const account = openAccountReader(new ProfilePaths(directory).account(accountId))
      try {
        return success(read(account))
      } finally {
        account.close()
      }
    }
  return {
    loadOrders: (wish) =>
      withSession(
        reading((account) =>
          account
            .ordersBefore({ ...wish, limit: RECORDS_PAGE })
            .map((order) => orderView(order, account.markets)),
        ),
      ),
    loadFills: (wish) =>
      withSession(
        reading((account) =>
          account
            .fillsBefore({ ...wish, limit: RECORDS_PAGE })
            .map((fill) => fillView(fill, account.markets)),
        ),
      ),
    loadClosedPositions: () =>
      withSession(reading((account) => closedPositionsView(account.fills(), account.markets))),
  }
}
