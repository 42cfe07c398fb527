import type { Problem } from '../domain/result.ts'
import { StoreError } from '../ports/store-error.ts'
import { StrategyError } from '../strategy/strategy-fault.ts'

/** What the user is told about an error: a store and a strategy of their own say it themselves, everything else is a bug. */
export function problemOf(error: unknown): Problem {
  if (error instanceof StoreError) {
    return { code: `store-${error.reason}`, message: error.message, action: error.action }
  }
  if (error instanceof StrategyError) {
    return {
      code: 'strategy-failed',
      message: `The strategy failed: ${error.message}`,
      action: 'Correct it there, and try again.',
    }
  }
  const reason = error instanceof Error ? error.message : String(error)
  return {
    code: 'internal',
    message: `Something went wrong inside Cryptobot: ${reason}`,
    action: 'What was stored is safe. The log file in the profile folder has the details.',
  }
}
