import type { AuditActor } from '../../domain/audit-entry.ts'
import { failure, type Problem, type Result, success } from '../../domain/result.ts'
import { notReconciled } from '../keys/rotation-problems.ts'
import type { RotatedAccount } from '../keys/rotation-steps.ts'
import type { AccountSession } from './account-session.ts'

const PAUSED = 'a new API key is taking the place of the old one'
const RESUMED = 'the new API key is used'
/** As long as a start may take that has a whole account to ask about. */
const RECONCILED_MS_MAX = 60_000

type Opened = Result<AccountSession, Problem>

/** The account that is open, while its key is rotated. Whoever else holds its bots back goes on doing so. */
export function rotatedAccount(
  session: AccountSession,
  openAgain: () => Promise<Opened>,
): RotatedAccount {
  const set = (state: 'active' | 'reducing', reason: string, actor: AuditActor) =>
    session.setTradingState({ scope: 'account', state, reason, actor })
  return {
    pauseEntries: (actor) => {
      if (session.engine.guard.gate.stateOf('account') !== 'active') return success(null)
      const held = set('reducing', PAUSED, actor)
      // Held still more strictly is held, too.
      return session.engine.guard.gate.stateOf('account') === 'active' ? held : success(null)
    },
    resumeEntries: (actor) => {
      const own = session.ledger.loadTradingStatus()
      if (own?.state === 'reducing' && own.reason === PAUSED) set('active', RESUMED, actor)
      return success(null)
    },
    reopen: async () => {
      const opened = await openAgain()
      if (!opened.ok) return opened
      const reconciled = await opened.value.reconciled(RECONCILED_MS_MAX)
      if (!reconciled.ok) return reconciled
      if (opened.value.engine.isReconciled) return success(null)
      return failure(notReconciled('the exchange has not answered all questions yet'))
    },
  }
}
