import { expect, it } from 'vitest'
import { ask, askExit } from '../sample-risk-context.fixture.ts'
import { mandatoryStop } from './mandatory-stop.ts'

const limits = { isStopRequired: true }

it('allows an entry with a stop, and any where none is asked for', () => {
  expect(ask(mandatoryStop, { limits, context: { hasStop: true } })).toBe('')
  expect(ask(mandatoryStop)).toBe('')
})

it('refuses one without', () => {
  expect(ask(mandatoryStop, { limits })).toBe("it has no stop, which the account's limit asks for")
})

it('is not in the way of an exit', () => {
  expect(askExit(mandatoryStop, { limits })).toBe('')
})
