import { expect, it } from 'vitest'
import {
  money,
  SAMPLE_DRIFT,
  sampleCandle,
  sampleFill,
  sampleOrder,
} from '../../domain/sample-market.fixture.ts'
import { SAMPLE_TRIP } from '../../risk/breakers/sample-inputs.fixture.ts'
import { type EngineListener, NO_LISTENER } from '../engine-listener.ts'
import { SOME_RECORD } from '../trading-bench.fixture.ts'
import { combineListeners } from './combine-listeners.ts'

/** A listener that says what it heard, and then throws if it is told to. */
function hearing(name: string, heard: string[], fault?: Error): EngineListener {
  const hear = (what: string) => () => {
    heard.push(`${name} ${what}`)
    if (fault) throw fault
  }
  return {
    candleClosed: hear('candle'),
    candleRevised: hear('revised candle'),
    orderChanged: hear('order'),
    fillBooked: hear('fill'),
    decisionLogged: hear('decision'),
    driftChanged: hear('drift'),
    breakerChanged: hear('breaker'),
    killSwitchChanged: hear('kill switch'),
    statusChanged: hear('status'),
  }
}

function announceAll(listener: EngineListener): void {
  listener.candleClosed(sampleCandle(0, '1'), money('1'))
  listener.candleRevised(sampleCandle(0, '1'))
  listener.orderChanged(sampleOrder({ clientOrderId: 'cb-1' }))
  listener.fillBooked(sampleFill())
  listener.decisionLogged(SOME_RECORD, 1)
  listener.driftChanged(SAMPLE_DRIFT)
  listener.breakerChanged({ kind: 'tripped', trip: SAMPLE_TRIP })
  listener.killSwitchChanged(null)
  listener.statusChanged()
}

const SUBJECTS = [
  'candle',
  'revised candle',
  'order',
  'fill',
  'decision',
  'drift',
  'breaker',
  'kill switch',
  'status',
]

it('tells every listener everything, in their order', () => {
  const heard: string[] = []
  const listeners = [hearing('a', heard), hearing('b', heard), NO_LISTENER]
  announceAll(combineListeners(listeners, () => undefined))
  expect(heard).toEqual(SUBJECTS.flatMap((subject) => [`a ${subject}`, `b ${subject}`]))
})

it('tells the others when one throws, and reports what it threw', () => {
  const heard: string[] = []
  const fault = new Error('the window is gone')
  const reported: unknown[] = []
  const listeners = [hearing('a', heard, fault), hearing('b', heard)]
  announceAll(combineListeners(listeners, (error) => reported.push(error)))
  expect(heard).toHaveLength(2 * SUBJECTS.length)
  expect(reported).toEqual(SUBJECTS.map(() => fault))
})
