import { describe, expect, it } from 'vitest'
import { sampleOrder } from '../stores/sample-engine.ts'
import { isWorking, whereabouts } from './order-words.ts'

describe('where an order is', () => {
  it.each([
    ['waiting', 'testnet', 'watched by Cryptobot'],
    ['submitting', 'testnet', 'on its way to the exchange'],
    ['unresolved', 'testnet', 'asking the exchange every 2 s'],
    ['open', 'testnet', 'at the exchange'],
    ['partially-filled', 'paper', 'at the simulated exchange'],
    ['filled', 'demo', ''],
    ['rejected', 'live', ''],
  ] as const)('%s on %s: %s', (state, mode, words) => {
    expect(whereabouts(sampleOrder({ state }), mode)).toBe(words)
  })

  it('says who watches its price', () => {
    const order = sampleOrder({ state: 'open', type: 'stop', watchedBy: 'exchange' })
    expect(whereabouts(order, 'testnet')).toBe('watched by the exchange')
  })

  it('says that a cancel is not confirmed', () => {
    const order = sampleOrder({ state: 'open', isBeingCancelled: true })
    expect(whereabouts(order, 'testnet')).toBe('cancel sent, the exchange has not confirmed it')
  })
})

it.each([
  ['waiting', true],
  ['unresolved', true],
  ['open', true],
  ['filled', false],
  ['absent', false],
] as const)('%s is working: %s', (state, expected) => {
  expect(isWorking({ state })).toBe(expected)
})
