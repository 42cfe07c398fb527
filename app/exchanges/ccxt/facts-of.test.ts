import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { factsOf, mainExchange, TRADED_EXCHANGES } from './facts-of.ts'

/** Our ids: "cb-" and at most 25 letters, digits and dashes. */
const ourId = fc.stringMatching(/^[A-Za-z0-9-]{1,25}$/).map((rest) => `cb-${rest}`)

/** What each exchange documents as the form of a client order id. */
const DOCUMENTED: Readonly<Record<string, RegExp>> = {
  binance: /^[.A-Z:/a-z0-9_-]{1,36}$/,
  bitget: /^[A-Za-z0-9_-]{1,50}$/,
  bybit: /^[A-Za-z0-9_-]{1,36}$/,
  coinbase: /^.{1,128}$/,
  gate: /^t-[A-Za-z0-9_.-]{1,28}$/,
  kraken: /^[0-9a-f]{32}$/,
  kucoin: /^[A-Za-z0-9_-]{1,40}$/,
  okx: /^[A-Za-z0-9]{1,32}$/,
}

describe.each(TRADED_EXCHANGES)('the facts of %s', (exchangeId) => {
  const { clientIds, answers, orders, trading } = factsOf(exchangeId)

  it('turn our id into one that the exchange takes, and back where that can be done', () => {
    fc.assert(
      fc.property(ourId, (id) => {
        const sent = clientIds.toExchange(id)
        expect(sent).toMatch(DOCUMENTED[mainExchange(exchangeId)] ?? /^$/)
        expect([id, null]).toContain(clientIds.fromExchange(sent))
      }),
    )
  })

  it('give two orders two ids', () => {
    fc.assert(
      fc.property(ourId, ourId, (one, other) => {
        fc.pre(one !== other)
        expect(clientIds.toExchange(one)).not.toBe(clientIds.toExchange(other))
      }),
    )
  })

  it('send the id with the order, and ask for it by that', () => {
    expect(trading.supported).toBe(true)
    const id = clientIds.toExchange('cb-bot1-7-e')
    expect(JSON.stringify(clientIds.createParams(id, false))).toContain(id.replace('t-', ''))
    const questions = clientIds.questions(id, false)
    expect(questions.length).toBeGreaterThan(0)
    for (const question of questions) {
      if (question.kind === 'order' || question.filtered) {
        expect(JSON.stringify(question.params)).toContain(id)
      }
    }
  })

  it('know the orders of every exchange: market and limit', () => {
    expect(orders.kinds.market.native && orders.kinds.limit.native).toBe(true)
  })

  it('read no error from what is none', () => {
    for (const answer of [null, undefined, '', '<html>', [], {}, { success: true }, 7]) {
      expect(answers.readError(answer)).toBeNull()
    }
  })
})

describe('ids of other exchanges and other people', () => {
  it.each(['web_123', 'x-TKT5PX2F123', 'cb-', 't-', '', 'ZhAbc', 'cbZd%'])(
    'such as "%s" are not ours',
    (text) => {
      for (const exchangeId of TRADED_EXCHANGES) {
        expect(factsOf(exchangeId).clientIds.fromExchange(text)).toBeNull()
      }
    },
  )

  it('an id with many dashes is hashed where it would grow too long', () => {
    const id = 'cb-1-2-3-4-5-6-7-8-9-abcdefg'
    expect(factsOf('okx').clientIds.toExchange(id)).toMatch(/^Zh[0-9a-f]{30}$/)
  })
})

describe('errors in the words of each exchange', () => {
  it.each([
    ['binance', { code: -2010, msg: 'Account has insufficient balance.' }, '-2010'],
    ['bybit', { retCode: 170131, retMsg: 'Insufficient balance.' }, '170131'],
    ['okx', { code: '1', data: [{ sCode: '51008', sMsg: 'Insufficient' }], msg: '' }, '51008'],
    ['okx', { code: '50004', data: [], msg: 'Endpoint request timeout' }, '50004'],
    ['kraken', { error: ['WGeneral:Danger', 'EOrder:Unknown order'] }, 'EOrder:Unknown order'],
    [
      'coinbase',
      {
        success: false,
        error_response: {
          error: 'UNKNOWN_FAILURE_REASON',
          preview_failure_reason: 'PREVIEW_INSUFFICIENT_FUND',
        },
      },
      'PREVIEW_INSUFFICIENT_FUND',
    ],
    [
      'coinbase',
      { results: [{ success: false, failure_reason: 'UNKNOWN_CANCEL_ORDER' }] },
      'UNKNOWN_CANCEL_ORDER',
    ],
    ['kucoin', { code: '400100', msg: 'order not exist' }, '400100'],
    ['bitget', { code: '43012', msg: 'Insufficient balance' }, '43012'],
    ['gate', { label: 'BALANCE_NOT_ENOUGH', message: 'Not enough' }, 'BALANCE_NOT_ENOUGH'],
  ])('%s: %j', (exchangeId, answer, code) => {
    expect(factsOf(exchangeId).answers.readError(answer)?.code).toBe(code)
  })

  it.each([
    ['binance', { orderId: 1 }],
    ['bybit', { retCode: 0, retMsg: 'OK' }],
    ['okx', { code: '0', data: [{ sCode: '0', sMsg: '' }] }],
    ['kraken', { error: [], result: {} }],
    ['kraken', { error: ['WDatabase:Slow'] }],
    ['coinbase', { success: true, success_response: {} }],
    ['kucoin', { code: '200000', data: {} }],
    ['bitget', { code: '00000', msg: 'success' }],
    ['gate', { id: '1' }],
  ])('%s: %j is none', (exchangeId, answer) => {
    expect(factsOf(exchangeId).answers.readError(answer)).toBeNull()
  })
})

describe('an exchange that nobody has looked into', () => {
  it('is not traded on, and says why', () => {
    const { trading, orders } = factsOf('bitmart')
    expect(trading).toEqual({
      supported: false,
      why: expect.stringContaining('does not know how to find an order again on bitmart'),
    })
    expect(Object.values(orders.kinds).some((kind) => kind.native)).toBe(false)
  })
})
