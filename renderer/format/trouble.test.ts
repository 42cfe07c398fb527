import { describe, expect, it } from 'vitest'
import type { EngineStatus } from '../../app/contract/engine-view.ts'
import type { TripView } from '../../app/contract/risk-view.ts'
import { sampleDrift, sampleOrder, sampleSnapshot } from '../stores/sample-engine.ts'
import { holdingTrips, otherTrips } from './trip-words.ts'
import { troublesOf } from './trouble.ts'

const { status: WELL } = sampleSnapshot()
const HALTED: EngineStatus['trading'] = { state: 'halted', reason: 'You pressed HALT.', since: 0 }

function trip(changes: Partial<TripView> = {}): TripView {
  return {
    name: 'drawdown',
    scope: 'account',
    reason: 'equity fell 21 %',
    since: 0,
    setting: {
      isOn: true,
      threshold: 20,
      windowMs: null,
      action: 'halt',
      isLatched: true,
      probeMs: 0,
    },
    ...changes,
  }
}

describe('what is not as it should be', () => {
  it('is nothing while all is well', () => {
    expect(troublesOf(WELL, [sampleOrder()])).toEqual([])
  })

  it.each<[string, Partial<EngineStatus>]>([
    ['Failed', { feed: { state: 'failed', message: '', lastCandleAt: null } }],
    ['Stale', { feed: { state: 'stale', message: '', lastCandleAt: null } }],
    ['Halted', { trading: HALTED }],
    ['Reducing', { trading: { ...HALTED, state: 'reducing' } }],
    ['Breaker tripped', { trips: [trip()] }],
    ['1 drift', { drifts: [sampleDrift()] }],
    [
      'Not reconciled',
      { reconciliation: { isReconciled: false, reconciledAt: null, trouble: 'no answer' } },
    ],
    [
      'Kill switch at work',
      { killSwitch: { startedAt: 0, steps: [{ kind: 'cancel', state: 'running', text: '' }] } },
    ],
  ])('says %s', (short, changes) => {
    expect(troublesOf({ ...WELL, ...changes }, [])).toMatchObject([{ short }])
  })

  it('counts orders without a clear answer', () => {
    const orders = [sampleOrder({ state: 'unresolved' }), sampleOrder()]
    expect(troublesOf(WELL, orders)).toMatchObject([{ short: '1 unresolved' }])
  })

  it('puts danger before what can wait', () => {
    const found = troublesOf({ ...WELL, drifts: [sampleDrift()], trading: HALTED }, [])
    expect(found.map(({ level }) => level)).toEqual(['danger', 'attention'])
  })

  it('has nothing to say about a kill switch that did all', () => {
    const killSwitch: EngineStatus['killSwitch'] = {
      startedAt: 0,
      steps: [{ kind: 'halt', state: 'confirmed', text: '' }],
    }
    expect(troublesOf({ ...WELL, killSwitch }, [])).toEqual([])
  })
})

describe('trips', () => {
  const warning = trip({ setting: { ...trip().setting, action: 'warn' } })
  const ofBot = trip({ scope: 'bot:bot-1' })
  const trips = [trip(), warning, ofBot]

  it('hold the account unless they only warn or are of one bot', () => {
    expect(holdingTrips({ trading: HALTED, trips })).toEqual([trip()])
    expect(otherTrips({ trading: HALTED, trips })).toEqual([warning, ofBot])
  })

  it('are all told on their own while trading goes on', () => {
    expect(holdingTrips({ trading: WELL.trading, trips })).toEqual([])
    expect(otherTrips({ trading: WELL.trading, trips })).toEqual(trips)
  })
})
