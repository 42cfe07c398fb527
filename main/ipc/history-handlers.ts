import { accountHistory } from '../../app/engine/view/account-history.ts'
import { tradeHistory } from '../../app/engine/view/trade-history.ts'
import { ProfilePaths } from '../../app/storage/profile-paths.ts'
import type { RequestHandlers } from './answer-request.ts'
import type { WithSession } from './breaker-handlers.ts'
import { type ChooseSavePath, saveExport } from './save-export.ts'

export interface HistoryParts {
  readonly directory: string
  readonly chooseSavePath: ChooseSavePath
}

type HistoryRequest = 'exportHistory'
const ALWAYS = { from: 0, until: Number.MAX_SAFE_INTEGER }

export function historyHandlers(
  { directory, chooseSavePath }: HistoryParts,
  withSession: WithSession,
): Pick<RequestHandlers, HistoryRequest> {
  return {
    exportHistory: ({ layout }) =>
      withSession(({ accountId }) => {
        const history = accountHistory(new ProfilePaths(directory).account(accountId))
        const text = tradeHistory(history, layout, ALWAYS)
        const fileName = `${accountId}-history-${layout}.csv`
        return saveExport({ fileName, text, what: 'The history' }, chooseSavePath)
      }),
  }
}
