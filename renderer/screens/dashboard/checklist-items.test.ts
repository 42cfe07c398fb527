import { describe, expect, it } from 'vitest'
import { NO_LIMITS_VIEW } from '../../../app/contract/sample-limits.fixture.ts'
import { type ChecklistFacts, checklistItems } from './checklist-items.ts'

const NOTHING: ChecklistFacts = {
  ...{ mode: 'demo', hasRunningBot: false, hasFill: false },
  ...{ limits: null, channels: null, savedBacktests: null },
}

function doneOf(facts: Partial<ChecklistFacts>): readonly string[] {
  return checklistItems({ ...NOTHING, ...facts })
    .filter(({ isDone }) => isDone)
    .map(({ place }) => place)
}

describe('the checklist', () => {
  it('takes nothing for done of what is not known yet', () => {
    expect(doneOf({})).toEqual([])
  })

  it.each([
    ['bots', { hasRunningBot: true }],
    ['dashboard', { hasFill: true }],
    ['risk', { limits: { ...NO_LIMITS_VIEW, positionPercentMax: 25 } }],
    ['alerts', { channels: [{ kind: 'discord', id: 'team', name: 'Team' }] }],
    ['research', { savedBacktests: 1 }],
    ['wizard', { mode: 'paper' }],
  ] as const)('ticks off what is done under %s', (place, facts) => {
    expect(doneOf(facts)).toEqual([place])
  })

  it.each([
    [
      'a position that may be all the money',
      { limits: { ...NO_LIMITS_VIEW, positionPercentMax: 100 } },
    ],
    ['this computer alone', { channels: [{ kind: 'desktop', id: 'own', name: 'This' }] }],
    ['no saved backtest', { savedBacktests: 0 }],
  ] as const)('does not take %s for done', (_, facts) => {
    expect(doneOf(facts)).toEqual([])
  })
})
