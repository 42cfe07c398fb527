import { expect, it } from 'vitest'
import { SAMPLE_START } from '../../domain/sample-market.fixture.ts'
import { ask, askExit } from '../sample-risk-context.fixture.ts'
import { stopCoolDown } from './stop-cool-down.ts'

const limits = { stopCoolDownMs: 3_600_000 }
const hit = (agoMs: number) => ({ limits, context: { lastStopAt: SAMPLE_START - agoMs } })

it('allows an entry once the time has passed, and where no stop was hit', () => {
  expect(ask(stopCoolDown, hit(3_600_000))).toBe('')
  expect(ask(stopCoolDown, { limits })).toBe('')
})

it('refuses one before', () => {
  expect(ask(stopCoolDown, hit(3_599_999))).toBe(
    "a stop in BTC/USDT was hit 59 min 59 s ago and the account's limit is 1 h without a new entry",
  )
})

it('is not in the way of an exit', () => {
  expect(askExit(stopCoolDown, hit(0))).toBe('')
})
