import { failure, type Problem, type Result, success } from '../../domain/result.ts'
import { botOfScope, isStricter, type TradingScope } from '../../domain/trading-state.ts'
import type { StateWish } from '../guard/trading-gate.ts'
import type { TradingGuard } from '../guard/trading-guard.ts'

/** Why trading is stricter than what somebody has just set, and what to do about it. */
export function stillHeld(
  { gate, trips }: TradingGuard,
  { scope, state }: Pick<StateWish, 'scope' | 'state'>,
): Result<null, Problem> {
  const botId = botOfScope(scope)
  const held = botId === undefined ? gate.status : gate.statusOf(botId)
  if (!isStricter(held.state, state)) return success(null)
  const isTheirs = (of: TradingScope) => of === 'global' || of === 'account' || of === scope
  const latched = trips.filter(({ setting, scope: of }) => setting.isLatched && isTheirs(of))
  const action =
    latched.length === 0
      ? 'It ends by itself, or when what is said there is undone.'
      : `Reset with a reason: ${latched.map((trip) => `${trip.name} of ${trip.scope}`).join(', ')}.`
  return failure({
    code: 'still-held',
    message: `Trading stays ${held.state}: ${held.reason}.`,
    action,
  })
}
