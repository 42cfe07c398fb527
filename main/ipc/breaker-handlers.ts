import type { Answer } from '../../app/contract/requests.ts'
import type { AccountSession } from '../../app/engine/session/account-session.ts'
import type { RequestHandlers } from './answer-request.ts'

type BreakerRequest = 'saveBreaker' | 'resetBreaker' | 'setTradingState' | 'useKillSwitch'

/** Asks the account that is open; one that is not there cannot be asked. */
export type WithSession = <Value>(
  use: (session: AccountSession) => Promise<Answer<Value>> | Answer<Value>,
) => Promise<Answer<Value>>

const ACTOR = 'window'

/** What the window may do about breakers, trading states and the kill switch. */
export function breakerHandlers(withSession: WithSession): Pick<RequestHandlers, BreakerRequest> {
  return {
    saveBreaker: (wish) => withSession((session) => session.saveBreaker({ ...wish, actor: ACTOR })),
    resetBreaker: (wish) =>
      withSession((session) => session.resetBreaker({ ...wish, actor: ACTOR })),
    setTradingState: (wish) =>
      withSession((session) => session.setTradingState({ ...wish, actor: ACTOR })),
    useKillSwitch: (wish) =>
      withSession((session) => {
        session.useKillSwitch({ ...wish, reason: 'You used the kill switch.', actor: ACTOR })
        return { ok: true, value: null }
      }),
  }
}
