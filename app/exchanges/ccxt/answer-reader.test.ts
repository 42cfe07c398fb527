import { beforeAll, describe, expect, it } from 'vitest'
import { MarketBook } from '../../domain/market-book.ts'
import { money, quantity, SAMPLE_MARKET, SAMPLE_START } from '../../domain/sample-market.fixture.ts'
import { UNMEASURED } from '../../ports/measured.ts'
import { ManualClock } from '../manual-clock.ts'
import { AccountConnection } from './account-connection.ts'
import { AnswerReader } from './answer-reader.ts'
import { factsOf } from './facts-of.ts'
import { RequestScheduler } from './request-scheduler.ts'
import { loadSignedExchange, TEST_SECRETS } from './signed-exchange.fixture.ts'

const NOWHERE = 'http://127.0.0.1:9'
const OURS = 'cb-bot1-1'
let reader: AnswerReader

beforeAll(async () => {
  ;({ reader } = await readerFor('binance'))
})

async function readerFor(exchangeId: string) {
  const exchange = await loadSignedExchange(exchangeId, NOWHERE)
  const facts = factsOf(exchangeId)
  const clock = new ManualClock(SAMPLE_START)
  const connection = new AccountConnection({
    exchange,
    publicExchange: exchange,
    facts,
    scheduler: new RequestScheduler({ clock, budget: facts.budget }),
    clock,
    markets: new MarketBook([SAMPLE_MARKET]),
    measured: UNMEASURED,
    secrets: [TEST_SECRETS.apiKey, TEST_SECRETS.secret],
  })
  return { exchange, reader: new AnswerReader(connection) }
}

const order = (changes: object = {}) => ({
  ...{ id: '7', clientOrderId: OURS, symbol: 'BTC/USDT', side: 'buy', status: 'open' },
  ...{ amount: '0.5', filled: '0.2', price: '29000', timestamp: SAMPLE_START },
  ...changes,
})

const trade = (changes: object = {}) => ({
  ...{ id: '1', order: '7', symbol: 'BTC/USDT', side: 'buy', price: '29000', amount: '0.5' },
  ...{ cost: '14500', timestamp: SAMPLE_START, info: {}, takerOrMaker: 'taker' },
  ...changes,
})

describe('the answer to a new order', () => {
  it('is an acceptance when it names the order, or none', () => {
    const accepted = { kind: 'accepted', exchangeOrderId: '7', clientOrderId: OURS }
    expect(reader.acceptance(order(), OURS)).toMatchObject(accepted)
    expect(reader.acceptance({ id: '7' }, OURS)).toMatchObject(accepted)
  })

  it.each([
    ['another order of ours', order({ clientOrderId: 'cb-bot1-2' })],
    ['somebody else’s order', order({ clientOrderId: 'web_1' })],
    ['another order, and nothing more', { id: '7', clientOrderId: 'cb-bot1-2' }],
    ['an order without an id', order({ id: undefined })],
    ['nothing', {}],
    ['null', null],
    ['another market', order({ symbol: 'ETH/USDT', id: undefined })],
  ])('leaves open what became of it when it holds %s', (_, answer) => {
    expect(reader.acceptance(answer, OURS)).toMatchObject({ kind: 'unknown', clientOrderId: OURS })
  })

  it('shows what was misread, without secrets', () => {
    const answer = { id: '', note: TEST_SECRETS.apiKey }
    const reply = reader.acceptance(answer, OURS)
    expect(reply).toMatchObject({ kind: 'unknown', reason: expect.stringContaining('"note"') })
    expect(JSON.stringify(reply)).not.toContain(TEST_SECRETS.apiKey)
  })
})

describe('the answer to a cancel', () => {
  const reference = {
    ...{ symbol: 'BTC/USDT', clientOrderId: OURS, exchangeOrderId: '7' },
    ...{ type: 'limit' as const, createdAt: 0 },
  }
  const cancelled = order({ status: 'canceled', clientOrderId: 'the-cancel-itself' })

  it('is about the order, though it carries the id of the cancel', () => {
    expect(reader.cancellation(cancelled, reference)).toMatchObject({
      ...{ kind: 'cancelled', clientOrderId: OURS, reportedQuantity: quantity('0.2') },
    })
  })

  it.each([
    ['about another order', { ...cancelled, id: '8' }],
    ['about an order that is still open', order()],
    ['about an order that has traded', order({ status: 'closed', filled: '0.5' })],
    ['of another shape', { id: '7' }],
  ])('says nothing when it is %s', (_, answer) => {
    expect(reader.cancellation(answer, reference)).toBeUndefined()
  })
})

describe('news of an order', () => {
  it('are of ours, of another’s, or cannot be read', () => {
    expect(reader.news(order())).toMatchObject({ kind: 'accepted', clientOrderId: OURS })
    expect(reader.news(order({ clientOrderId: 'web_1' }))).toBe('not ours')
    expect(reader.news(order({ status: 'surprising' }))).toBe('unreadable')
    expect(reader.news(undefined)).toBe('unreadable')
  })
})

describe('an execution', () => {
  it('with fees in several currencies is booked with the first', () => {
    const fees = [
      { currency: 'BNB', cost: '0.01' },
      { currency: 'USDT', cost: '1' },
    ]
    expect(reader.execution(trade({ fees }))).toMatchObject({
      ok: true,
      value: { fee: money('0.01'), feeCurrency: 'BNB', cost: money('14500') },
    })
  })

  it('without a fee is none yet', () => {
    expect(reader.execution(trade()).ok).toBe(false)
    expect(reader.executions([trade({ fee: { cost: '0', currency: 'BTC' } }), trade()]).ok).toBe(
      false,
    )
  })
})

/** As the exchanges document them, read by ccxt as it is. */
describe('an order that somebody has the exchange watch', () => {
  it.each([
    [
      'okx',
      {
        ...{ instType: 'SPOT', instId: 'BTC-USDT', algoId: '7', algoClOrdId: '', ordId: '' },
        ...{ ordType: 'conditional', side: 'sell', sz: '0.5', state: 'live', slTriggerPx: '29000' },
        ...{ slOrdPx: '-1', actualSz: '', actualPx: '', cTime: '1629098781128' },
      },
    ],
    [
      'kucoin',
      {
        ...{ id: '7', symbol: 'BTC-USDT', clientOid: 'web', status: 'NEW', type: 'market' },
        ...{ side: 'sell', size: '0.5', price: null, funds: null, stop: 'loss' },
        ...{ stopPrice: '29000', stopTriggerTime: null, createdAt: 1629098781128 },
      },
    ],
  ])('at %s is open, and nothing of it is filled', async (exchangeId, row) => {
    const { exchange, reader: its } = await readerFor(exchangeId)
    expect(its.report(exchange.parseOrder(row))).toMatchObject({
      ok: true,
      value: { exchangeOrderId: '7', state: 'open', quantity: quantity('0.5'), filledQuantity: 0 },
    })
  })

  it('at okx names its own id once it has become a plain one', async () => {
    const { exchange, reader: its } = await readerFor('okx')
    const row = {
      ...{ instType: 'SPOT', instId: 'BTC-USDT', algoId: '7', ordId: '8', clOrdId: '' },
      ...{ ordType: 'market', side: 'sell', sz: '0.5', accFillSz: '0.5', state: 'filled' },
      ...{ avgPx: '29000', px: '', tgtCcy: 'base_ccy', cTime: '1629098781128' },
    }
    expect(its.report(exchange.parseOrder(row))).toMatchObject({
      value: { exchangeOrderId: '8', state: 'filled', filledQuantity: quantity('0.5') },
    })
  })
})
