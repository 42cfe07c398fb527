import { describe, expect, it } from 'vitest'
import type { Sabotage } from './sabotage.ts'
import * as saboteurs from './saboteurs.fixture.ts'
import { simulate } from './simulation.ts'

/** The rarest needs a cancel that is lost just before a crash. */
const SEEDS_MAX = 600
const TIMEOUT_MS = 60_000

async function firstViolation(sabotage: Sabotage): Promise<string | null> {
  for (let seed = 1; seed <= SEEDS_MAX; seed += 1) {
    const { violation } = await simulate({ seed, sabotage })
    if (violation !== null) return violation
  }
  return null
}

async function violationLike(sabotage: Sabotage, what: RegExp): Promise<string | null> {
  for (let seed = 1; seed <= SEEDS_MAX; seed += 1) {
    const { violation } = await simulate({ seed, sabotage })
    if (violation !== null && what.test(violation)) return violation
  }
  return null
}

describe('the simulation notices a part that', () => {
  it.each<readonly [string, Sabotage, RegExp]>([
    [
      'sends an order before it is written down',
      saboteurs.sendsBeforeCommit,
      /before its commit|called sent/,
    ],
    [
      'sends again what it does not know the fate of',
      saboteurs.sendsAgainWhenUnknown,
      /sent twice/,
    ],
    [
      'calls rejected what is unknown',
      saboteurs.callsUnknownRejected,
      /is rejected with|of ours|of the same key, could trade/,
    ],
    [
      'takes a failed look-up for absence',
      saboteurs.takesFailureAsAbsence,
      /that is there|absent|of ours/,
    ],
    [
      'books a fill twice',
      saboteurs.booksFillsTwice,
      /at the exchange (filled|cancelled)|booked|more than its bot has left/,
    ],
    ['does not ask for trades', saboteurs.asksForNoTrades, /asked for trades/],
    [
      'sends a cancel once and forgets it',
      saboteurs.forgetsCancels,
      /was forgotten|was to be cancelled/,
    ],
    ['forgets cancels in a crash', saboteurs.forgetsCancelsInACrash, /on the disk|forgotten/],
    ['forgets a halt in a crash', saboteurs.forgetsHalts, /while halted/],
    [
      'forgets the kill switch in a crash',
      saboteurs.forgetsWindDowns,
      /did not sell|is open after/,
    ],
    [
      'sends a stop and its target as two orders',
      saboteurs.sendsPairsOneByOne,
      /could still trade|last run was accounted for/,
    ],
    ['forgets orders in doubt in a crash', saboteurs.forgetsUnresolvedOrders, /open on the disk/],
  ])('%s', { timeout: TIMEOUT_MS }, async (_, sabotage, what) => {
    expect(await firstViolation(sabotage)).toMatch(what)
  })

  /** Another check sees these first in some lives; the one that is meant for them has to see them all the same. */
  it.each<readonly [string, Sabotage, RegExp]>([
    ['calls rejected what is unknown', saboteurs.callsUnknownRejected, /is rejected with/],
    ['takes absence for final at once', saboteurs.takesAbsenceAsFinal, /absent|of ours/],
    ['takes a failed look-up for absence', saboteurs.takesFailureAsAbsence, /that is there|absent/],
    [
      'sends a stop and its target as two orders',
      saboteurs.sendsPairsOneByOne,
      /could still trade/,
    ],
  ])(
    '%s, by the check that is meant for it',
    { timeout: TIMEOUT_MS },
    async (_, sabotage, what) => {
      expect(await violationLike(sabotage, what)).toMatch(what)
    },
  )
})
