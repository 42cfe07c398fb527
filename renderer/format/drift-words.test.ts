import { describe, expect, it } from 'vitest'
import { sampleDrift } from '../stores/sample-engine.ts'
import { decisionWords, recordsOf, stopsWords } from './drift-words.ts'

it.each([
  [['BTC'], 'Entries in BTC wait until you decide. Exits and cancels go on.'],
  [['BTC', 'USDT'], 'Entries in BTC and USDT wait until you decide. Exits and cancels go on.'],
])('says what a drift in %j stops', (currencies, words) => {
  expect(stopsWords({ currencies })).toBe(words)
})

describe('both records', () => {
  it('of a balance have its currency, and what lies between them', () => {
    expect(recordsOf(sampleDrift({ ours: '12000', theirs: '10000.5' }))).toEqual([
      { term: 'Our record', value: '12,000 BTC' },
      { term: "The exchange's", value: '10,000.5 BTC' },
      { term: 'Difference', value: '−1,999.5 BTC' },
    ])
  })

  it('of anything else are shown as they are told', () => {
    const drift = sampleDrift({ kind: 'missing-order', ours: 'an order', theirs: 'none' })
    expect(recordsOf(drift).map(({ value }) => value)).toEqual(['an order', 'none'])
  })
})

describe('what can be done', () => {
  it('to a balance says what the books will say', () => {
    expect(decisionWords(sampleDrift(), 'adopt')).toMatchObject({
      button: 'Book the difference',
      question: 'Change our balance from 1 BTC to 1.5 BTC?',
    })
  })

  it('to an external order is to cancel it, after a question', () => {
    const drift = sampleDrift({ kind: 'external-order', theirs: 'buy 0.1 BTC at 29000' })
    expect(decisionWords(drift, 'fix')).toMatchObject({
      button: 'Cancel that order',
      question: 'Cancel it at the exchange: buy 0.1 BTC at 29000?',
    })
  })

  it('is not asked about twice when it changes nothing', () => {
    expect(decisionWords(sampleDrift(), 'ignore').question).toBeUndefined()
  })
})
