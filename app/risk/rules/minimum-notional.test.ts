import { expect, it } from 'vitest'
import { money, price, quantity, SAMPLE_MARKET } from '../../domain/sample-market.fixture.ts'
import { ask, askExit } from '../sample-risk-context.fixture.ts'
import { minimumNotional } from './minimum-notional.ts'

const small = { quantity: quantity('0.00017') }

it("allows an order at the exchange's minimum", () => {
  const at = (text: string) => ({ price: price(text) })
  expect(ask(minimumNotional, { intent: small, context: at('29411.77') })).toBe('')
  const one = { quantity: quantity('0.00001') }
  expect(ask(minimumNotional, { intent: one, context: at('500000') })).toBe('')
})

it('refuses one a unit below it, exits included', () => {
  const question = { intent: small, context: { price: price('29411.76') } }
  const message = "an order worth 4.9999992 USDT is below the exchange's minimum of 5"
  expect(ask(minimumNotional, question)).toBe(message)
  expect(askExit(minimumNotional, question)).toBe(message)
})

it('refuses a quantity below the smallest one, exits included, and nothing at all', () => {
  const context = { market: { ...SAMPLE_MARKET, quantityMin: quantity('0.001') } }
  const of = (text: string) => ({ context, intent: { quantity: quantity(text) } })
  const message = "0.0009 BTC is below the exchange's smallest quantity of 0.001"
  expect(ask(minimumNotional, of('0.0009'))).toBe(message)
  expect(askExit(minimumNotional, of('0.0009'))).toBe(message)
  expect(ask(minimumNotional, of('0.001'))).toBe('')
  expect(ask(minimumNotional, of('0'))).toBe(
    "nothing is left of it in the exchange's steps of 0.00001 BTC; its smallest quantity is 0.001",
  )
  expect(ask(minimumNotional, of('-1'))).toContain('smallest quantity')
})

it('allows an entry at what a person set, and refuses one below it', () => {
  expect(ask(minimumNotional, { limits: { notionalMin: money('3000') } })).toBe('')
  expect(ask(minimumNotional, { limits: { notionalMin: money('3000.01') }, level: 'bot' })).toBe(
    "an order worth 3000 USDT is below the bot's limit of 3000.01",
  )
})

it('holds no exit back for what a person set', () => {
  expect(askExit(minimumNotional, { limits: { notionalMin: money('3000.01') } })).toBe('')
})

it('counts what a person set in the currency of the account, and what the exchange asks for in its own', () => {
  const context = { worth: () => money('4'), currency: 'EUR' }
  expect(ask(minimumNotional, { limits: { notionalMin: money('4') }, context })).toBe('')
  const limits = { notionalMin: money('4.01') }
  expect(ask(minimumNotional, { limits, context })).toBe(
    "an order worth 4 EUR is below the account's limit of 4.01",
  )
  const unknown = { ...context, worth: () => undefined }
  expect(ask(minimumNotional, { limits, context: unknown })).toContain('no price leads from USDT')
  expect(ask(minimumNotional, { context: unknown })).toBe('')
})
