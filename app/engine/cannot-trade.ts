import type { Decision } from '../domain/decision.ts'

/** What a bot says whose strategy may not trade: it enters nothing, is seen, and its exits go on protecting its position. */
export function cannotTrade(reason: string): Decision {
  return {
    kind: 'nothing',
    reason: { code: 'strategy-unavailable', text: `the bot cannot trade: ${reason}` },
  }
}
