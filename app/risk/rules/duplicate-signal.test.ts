import { expect, it } from 'vitest'
import { SAMPLE_START } from '../../domain/sample-market.fixture.ts'
import { ask, askExit } from '../sample-risk-context.fixture.ts'
import { duplicateSignal } from './duplicate-signal.ts'

const limits = { duplicateWindowMs: 2_000 }
const after = (ms: number) => ({ limits, context: { lastTwinAt: SAMPLE_START - ms } })

it('allows the same again once the time has passed, and what was not wished for before', () => {
  expect(ask(duplicateSignal, after(2_000))).toBe('')
  expect(ask(duplicateSignal, { limits })).toBe('')
})

it('refuses it before', () => {
  expect(ask(duplicateSignal, after(1_900))).toBe(
    "the same order was placed 1.9 s ago and the account's limit is 2 s between two",
  )
})

it('is not in the way of an exit', () => {
  expect(askExit(duplicateSignal, after(0))).toBe('')
})
