import { expect, it } from 'vitest'
import { rateFromPercent } from '../../domain/amount.ts'
import { price, quantity } from '../../domain/sample-market.fixture.ts'
import { ask, askExit, sampleBook } from '../sample-risk-context.fixture.ts'
import { maximumSlippage } from './maximum-slippage.ts'

const limits = { slippageMax: rateFromPercent(0.1) }
const of = (text: string) => ({ limits, context: { book: sampleBook(text) } })

it('allows an order that the book fills within the limit of the mark', () => {
  // 0.06 at 30,010 and 0.04 at 30,060 are 30,030 on average; the mark is 30,000.
  expect(ask(maximumSlippage, of('29990x1 | 30010x0.06 30060x1'))).toBe('')
})

it('refuses one that it fills worse', () => {
  expect(ask(maximumSlippage, of('29990x1 | 30010x0.05 30060x1'))).toBe(
    "the book would fill it 0.116667 % worse than the mark and the account's limit is 0.1 %",
  )
})

it('refuses one that is larger than the book', () => {
  expect(ask(maximumSlippage, of('29990x1 | 30010x0.05 30060x0.02'))).toBe(
    'the book offers only 0.07 of 0.1 BTC',
  )
})

it('refuses without a book, unless no limit asks for one', () => {
  expect(ask(maximumSlippage, { limits })).toBe(
    'the slippage is not known: there is no order book of BTC/USDT',
  )
  expect(ask(maximumSlippage)).toBe('')
})

it('leaves an order with a worst price of its own to the collar', () => {
  const intent = { type: 'limit', limitPrice: price('30000') } as const
  expect(ask(maximumSlippage, { limits, intent })).toBe('')
})

it('leaves an order for nothing to the minimum', () => {
  const intent = { quantity: quantity('0') }
  expect(ask(maximumSlippage, { ...of('29990x1 | 30010x1'), intent })).toBe('')
})

it('is not in the way of an exit', () => {
  expect(askExit(maximumSlippage, of('1x1 | 30000x1'))).toBe('')
})
