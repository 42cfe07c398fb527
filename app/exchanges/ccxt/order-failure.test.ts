import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CapturingServer, sendJson } from './capturing-server.fixture.ts'
import { factsOf, TRADED_EXCHANGES } from './facts-of.ts'
import { classifyCancel, classifyLookup, classifySubmit, type FailedCall } from './order-failure.ts'
import { RequestTrace } from './request-trace.ts'
import { loadSignedExchange, TEST_SECRETS } from './signed-exchange.fixture.ts'

const NOW = Date.UTC(2026, 0, 1)
const server = new CapturingServer()

beforeAll(() => server.start())
afterAll(() => server.stop())

function contextOf(exchangeId: string) {
  return { facts: factsOf(exchangeId), secrets: Object.values(TEST_SECRETS), now: NOW }
}

/** What real ccxt makes of an answer to an order. */
async function failedSubmit(exchangeId: string, answer: typeof server.answer): Promise<FailedCall> {
  const exchange = await loadSignedExchange(exchangeId, server.url)
  server.answer = answer
  const call = await new RequestTrace([exchange]).run(() =>
    exchange.createOrder('BTC/USDT', 'limit', 'buy', 0.1, 30_000, {}),
  )
  return { requests: call.requests, error: call.ok ? undefined : call.error }
}

async function submitted(exchangeId: string, status: number, body: unknown) {
  const call = await failedSubmit(exchangeId, (_, response) => sendJson(response, status, body))
  return classifySubmit(call, contextOf(exchangeId))
}

describe('a submit that the exchange refused', () => {
  it.each([
    ['binance', 400, { code: -2010, msg: 'Account has insufficient balance.' }, '-2010'],
    ['binance', 400, { code: -1013, msg: 'Filter failure: NOTIONAL' }, '-1013'],
    ['binance', 401, { code: -2015, msg: 'Invalid API-key, IP, or permissions.' }, '-2015'],
    ['bybit', 200, { retCode: 170131, retMsg: 'Insufficient balance.' }, '170131'],
    [
      'okx',
      200,
      { code: '1', data: [{ sCode: '51008', sMsg: 'Insufficient balance' }], msg: '' },
      '51008',
    ],
    ['kraken', 200, { error: ['EOrder:Insufficient funds'] }, 'EOrder:Insufficient funds'],
    ['kraken', 200, { error: ['EOrder:Orders limit exceeded'] }, 'EOrder:Orders limit exceeded'],
    [
      'kraken',
      200,
      { error: ['EService:Market in cancel_only mode'] },
      'EService:Market in cancel_only mode',
    ],
    [
      'coinbase',
      200,
      { success: false, error_response: { error: 'INSUFFICIENT_FUND', message: 'Too little' } },
      'INSUFFICIENT_FUND',
    ],
    ['okx', 401, { code: '50120', data: [], msg: 'No permission' }, '50120'],
    ['kucoin', 200, { code: '200004', msg: 'Balance insufficient!' }, '200004'],
    ['bitget', 400, { code: '43012', msg: 'Insufficient balance' }, '43012'],
    ['gate', 400, { label: 'BALANCE_NOT_ENOUGH', message: 'Not enough' }, 'BALANCE_NOT_ENOUGH'],
  ])('is rejected by %s with status %d and %j', async (exchangeId, status, body, code) => {
    const failure = await submitted(exchangeId, status, body)
    expect(failure).toMatchObject({ outcome: 'rejected', code, detail: 'none' })
  })

  it('is told in the words of the exchange', async () => {
    const body = { code: -2010, msg: 'Account has insufficient balance for requested action.' }
    expect((await submitted('binance', 400, body)).reason).toBe(
      'Binance: Account has insufficient balance for requested action. (-2010)',
    )
  })
})

describe('a submit that leaves the outcome open', () => {
  it.each([
    ['binance', 503, { code: -1000, msg: 'Unknown error' }],
    ['binance', 400, { code: -1006, msg: 'Execution status unknown.' }],
    ['binance', 408, { code: -1007, msg: 'Timeout; send status unknown.' }],
    ['binance', 400, { code: -9999, msg: 'Something that nobody knows' }],
    ['bybit', 200, { retCode: 170146, retMsg: 'Order creation timeout' }],
    ['bybit', 200, { retCode: 10016, retMsg: 'Server error.' }],
    ['okx', 200, { code: '50004', data: [], msg: 'Endpoint request timeout' }],
    ['okx', 200, { code: '50026', data: [], msg: 'System error' }],
    ['okx', 200, { code: '1', data: [{ sCode: '51149', sMsg: 'Order timed out' }], msg: '' }],
    ['kraken', 200, { error: ['EService:Unavailable'] }],
    ['kraken', 200, { error: ['EGeneral:Internal error'] }],
    ['kraken', 200, { error: ['EOrder:Unknown order'] }],
    [
      'coinbase',
      200,
      { success: false, error_response: { error: 'UNKNOWN_FAILURE_REASON', message: '' } },
    ],
    ['kucoin', 200, { code: '500000', msg: 'Internal Server Error' }],
    ['kucoin', 200, { code: '408000', msg: 'Network timeout' }],
    ['bitget', 200, { code: '40010', msg: 'Request timed out' }],
    ['bitget', 200, { code: '40725', msg: 'service return an error' }],
    ['gate', 500, { label: 'INTERNAL', message: 'Internal' }],
    ['gate', 500, { label: 'BALANCE_NOT_ENOUGH', message: 'a bad gateway may say anything' }],
  ])('%s with status %d and %j', async (exchangeId, status, body) => {
    const failure = await submitted(exchangeId, status, body)
    expect(failure).toMatchObject({ outcome: 'unknown', detail: 'none' })
  })

  it.each([
    ['binance', 400, { code: -2010, msg: 'Duplicate order sent.' }],
    ['bybit', 200, { retCode: 170141, retMsg: 'Duplicate clientOrderId' }],
    ['okx', 200, { code: '1', data: [{ sCode: '51016', sMsg: 'Duplicated' }], msg: '' }],
    [
      'coinbase',
      200,
      { success: false, error_response: { error: 'DUPLICATE_CLIENT_ORDER_ID', message: '' } },
    ],
    ['bitget', 400, { code: '43118', msg: 'clientOrderId duplicate' }],
  ])('%s has an order with this id already: %d %j', async (exchangeId, status, body) => {
    const failure = await submitted(exchangeId, status, body)
    expect(failure).toMatchObject({ outcome: 'unknown', detail: 'duplicate' })
    expect(failure.reason).toContain('exists already')
  })

  it.each(TRADED_EXCHANGES)('%s: html, an empty or a cut body, a reset, silence', async (id) => {
    const answers: (typeof server.answer)[] = [
      (_, response) => response.writeHead(400).end('<html>Bad request</html>'),
      (_, response) => response.writeHead(403).end('<html>Forbidden</html>'),
      (_, response) => response.writeHead(503).end('Service Unavailable'),
      (_, response) => response.writeHead(200).end('{"code":"-2010","msg":"Acc'),
      (_, response) => {
        response.writeHead(200, { 'content-length': '1000' }).write('{"code":')
        setImmediate(() => response.destroy())
      },
      (request, response) => (request.method === 'GET' ? response.end() : response.destroy()),
    ]
    for (const answer of answers) {
      const failure = classifySubmit(await failedSubmit(id, answer), contextOf(id))
      expect(failure).toMatchObject({ outcome: 'unknown', detail: 'none', code: null })
      expect(failure.reason).not.toMatch(/127\.0\.0\.1|test-api-key/)
    }
  })

  it('no answer in time', async () => {
    const call = await failedSubmit('binance', () => undefined)
    expect(classifySubmit(call, contextOf('binance'))).toMatchObject({
      outcome: 'unknown',
      reason: 'Binance did not answer in time.',
    })
  })

  it('nobody at the other end', async () => {
    const exchange = await loadSignedExchange('binance', 'http://127.0.0.1:1')
    const call = await new RequestTrace([exchange]).run(() =>
      exchange.createOrder('BTC/USDT', 'limit', 'buy', 0.1, 30_000, {}),
    )
    if (call.ok) throw new Error('it should fail')
    expect(classifySubmit(call, contextOf('binance')).outcome).toBe('unknown')
  })
})

describe('a submit that came too soon after others', () => {
  it.each([
    ['binance', 429, { code: -1003, msg: 'Too much request weight used.' }],
    ['binance', 418, { code: -1003, msg: 'Way too many requests; IP banned.' }],
    ['binance', 400, { code: -1015, msg: 'Too many new orders.' }],
    ['bybit', 200, { retCode: 10006, retMsg: 'Too many visits!' }],
    ['okx', 429, { code: '50011', data: [], msg: 'Too Many Requests' }],
    ['kraken', 200, { error: ['EOrder:Rate limit exceeded'] }],
    ['kucoin', 429, { code: '429000', msg: 'Too many requests' }],
    ['bitget', 429, { code: '429', msg: 'Too many requests' }],
    ['gate', 429, { label: 'TOO_MANY_REQUESTS', message: 'Too fast' }],
  ])('was not carried out by %s: %d %j', async (exchangeId, status, body) => {
    const failure = await submitted(exchangeId, status, body)
    expect(failure).toMatchObject({
      outcome: 'rejected',
      detail: 'limited',
      limit: { statedMs: null },
    })
  })

  it('says for how long, in a header or in words', async () => {
    const byHeader = await failedSubmit('binance', (_, response) =>
      response.writeHead(418, { 'retry-after': '120' }).end('{"code":-1003,"msg":"Banned"}'),
    )
    expect(classifySubmit(byHeader, contextOf('binance')).limit).toEqual({ statedMs: 120_000 })
    const byItsOwn = await failedSubmit('bybit', (_, response) =>
      response
        .writeHead(200, { 'X-Bapi-Limit-Reset-Timestamp': String(NOW + 800) })
        .end('{"retCode":10006,"retMsg":"Too many visits!"}'),
    )
    expect(classifySubmit(byItsOwn, contextOf('bybit')).limit).toEqual({ statedMs: 800 })
    const inWords = await submitted('binance', 418, {
      code: -1003,
      msg: `IP banned until ${NOW + 90_000}.`,
    })
    expect(inWords.limit).toEqual({ statedMs: 90_000 })
  })

  it('is open without a code of the exchange', async () => {
    const call = await failedSubmit('binance', (_, response) =>
      response.writeHead(429).end('<html>Too many</html>'),
    )
    expect(classifySubmit(call, contextOf('binance')).outcome).toBe('unknown')
  })
})

describe('a submit that never left', () => {
  it.each([
    ['has no key', { apiKey: undefined }, 0.1],
    ['is too small for the precision', {}, 1e-9],
  ])('because it %s is rejected', async (_, changes, amount) => {
    const exchange = await loadSignedExchange('binance', server.url)
    Object.assign(exchange, changes)
    const before = server.requests.length
    const call = await new RequestTrace([exchange]).run(() =>
      exchange.createOrder('BTC/USDT', 'limit', 'buy', amount, 30_000, {}),
    )
    if (call.ok) throw new Error('it should fail')
    const failure = classifySubmit(call, contextOf('binance'))
    expect(failure).toMatchObject({ outcome: 'rejected', detail: 'not-sent', code: null })
    expect(failure.reason).toMatch(/^It was not sent: /)
    expect(server.requests.length).toBe(before)
  })

  it('because only questions were asked before it failed is rejected', () => {
    const requests = [{ method: 'GET', path: '/time', answer: null }]
    const failure = classifySubmit({ error: new Error('x'), requests }, contextOf('bybit'))
    expect(failure).toMatchObject({ outcome: 'rejected', detail: 'not-sent' })
  })
})

describe('a wrong clock', () => {
  it.each([
    ['binance', 400, { code: -1021, msg: 'Timestamp outside of the recvWindow.' }],
    ['bybit', 200, { retCode: 10002, retMsg: 'The request time exceeds the window' }],
    ['okx', 401, { code: '50102', data: [], msg: 'Timestamp request expired' }],
    ['kraken', 200, { error: ['EAPI:Invalid nonce'] }],
    ['kucoin', 200, { code: '400002', msg: 'KC-API-TIMESTAMP Invalid' }],
    ['gate', 403, { label: 'REQUEST_EXPIRED', message: 'gap between timestamps' }],
  ])('is told apart on %s: %d %j', async (exchangeId, status, body) => {
    const failure = await submitted(exchangeId, status, body)
    expect(failure).toMatchObject({ outcome: 'rejected', isClockOff: true })
  })
})

describe('a cancel', () => {
  it.each([
    ['binance', 400, { code: -2011, msg: 'Unknown order sent.' }],
    ['bybit', 200, { retCode: 170213, retMsg: 'Order does not exist.' }],
    ['okx', 200, { code: '1', data: [{ sCode: '51400', sMsg: 'Cancellation failed' }], msg: '' }],
    ['kraken', 200, { error: ['EOrder:Unknown order'] }],
    ['coinbase', 200, { results: [{ success: false, failure_reason: 'UNKNOWN_CANCEL_ORDER' }] }],
    ['kucoin', 200, { code: '400100', msg: 'order_not_exist_or_not_allow_to_cancel' }],
    ['bitget', 400, { code: '43001', msg: 'The order does not exist' }],
    ['gate', 404, { label: 'ORDER_NOT_FOUND', message: 'Order not found' }],
  ])('of nothing is no failure on %s: %d %j', async (exchangeId, status, json) => {
    const requests = [{ method: 'POST', path: '/', answer: { status, headers: {}, json } }]
    const call = { error: new Error('x'), requests }
    expect(classifyCancel(call, contextOf(exchangeId)).detail).toBe('nothing-to-cancel')
  })
})

describe('a question after an order', () => {
  const lookup = (exchangeId: string, status: number, json: unknown, name = 'ExchangeError') => {
    const error = Object.assign(new Error('x'), { name })
    const requests = [{ method: 'GET', path: '/', answer: { status, headers: {}, json } }]
    return classifyLookup({ error, requests }, contextOf(exchangeId))
  }

  it.each([
    ['binance', 400, { code: -2013, msg: 'Order does not exist.' }],
    ['bybit', 200, { retCode: 170213, retMsg: 'Order does not exist.' }],
    ['okx', 200, { code: '51603', data: [], msg: 'Order does not exist' }],
    ['kucoin', 200, { code: '400100', msg: 'The order does not exist.' }],
    ['kucoin', 200, { code: '400100', msg: 'order not exist' }],
    ['bitget', 400, { code: '43001', msg: 'The order does not exist' }],
    ['gate', 404, { label: 'ORDER_NOT_FOUND', message: 'Order not found' }],
  ])('is answered "absent" by %s: %d %j', (exchangeId, status, json) => {
    expect(lookup(exchangeId, status, json).kind).toBe('absent')
  })

  it('is answered "absent" by an empty list that ccxt looked through', () => {
    const answer = { code: '00000', msg: 'success', data: [] }
    expect(lookup('bitget', 200, answer, 'OrderNotFound').kind).toBe('absent')
    expect(lookup('bitget', 200, answer).kind).toBe('failed')
    expect(lookup('bitget', 502, undefined, 'OrderNotFound').kind).toBe('failed')
  })

  it('is answered "absent" by KuCoin with nothing at all, and by nobody else', () => {
    const json = { code: '200000', data: null }
    const requests = [{ method: 'GET', path: '/', answer: { status: 200, headers: {}, json } }]
    const kindOf = (id: string) =>
      classifyLookup({ error: undefined, requests }, contextOf(id)).kind
    expect(TRADED_EXCHANGES.filter((id) => kindOf(id) === 'absent')).toEqual(['kucoin'])
  })

  it.each([
    ['binance', 200, {}],
    ['kucoin', 200, {}],
    ['binance', 400, { code: -2015, msg: 'Invalid API-key' }],
    ['binance', 404, undefined],
    ['binance', 404, { timestamp: 1, error: 'Not Found' }],
    ['binance', 503, { code: -2013, msg: 'Order does not exist.' }],
    ['kucoin', 200, { code: '400100', msg: 'symbol required' }],
    ['gate', 404, { label: 'NOT_FOUND', message: 'no such address' }],
  ])('failed, which is not "absent": %s %d %j', (exchangeId, status, json) => {
    expect(lookup(exchangeId, status, json).kind).toBe('failed')
  })

  it.each([
    ['binance', 401, { code: -2015, msg: 'Invalid API-key, IP, or permissions for action.' }],
    ['bybit', 200, { retCode: 10003, retMsg: 'API key is invalid.' }],
    ['okx', 401, { code: '50111', data: [], msg: 'Invalid OK-ACCESS-KEY' }],
    ['kraken', 200, { error: ['EAPI:Invalid key'] }],
    ['kucoin', 200, { code: '400003', msg: 'KC-API-KEY not exists' }],
    ['bitget', 400, { code: '40037', msg: 'Apikey does not exist' }],
    ['gate', 401, { label: 'INVALID_KEY', message: 'Invalid key provided' }],
    ['coinbase', 401, undefined],
  ])('failed because %s does not take the key: %d %j', (exchangeId, status, json) => {
    expect(lookup(exchangeId, status, json)).toMatchObject({ kind: 'failed', isKeyRefused: true })
  })

  it.each([
    ['binance', 401, { code: -1021, msg: 'Timestamp is outside of the recvWindow.' }],
    ['binance', 503, { code: -2015, msg: 'a bad gateway may say anything' }],
    ['bybit', 200, { retCode: 10009, retMsg: 'IP has been banned' }],
    ['kraken', 200, { error: ['EAPI:Invalid nonce'] }],
    ['coinbase', 403, undefined],
    ['coinbase', 503, undefined],
    ['binance', 401, undefined],
  ])('failed, and the key may be good: %s %d %j', (exchangeId, status, json) => {
    expect(lookup(exchangeId, status, json)).toMatchObject({ kind: 'failed', isKeyRefused: false })
  })

  it('failed because a key is refused without a word, or signed at the wrong time: the clock is looked at', () => {
    const answer = lookup('coinbase', 401, undefined)
    expect(answer).toMatchObject({ isClockOff: true })
    expect(answer.reason).toContain('does not take the API key')
  })

  it('failed when nothing came back, or nothing went out', () => {
    const error = Object.assign(new Error('x'), { name: 'OrderNotFound' })
    const asked = [{ method: 'GET', path: '/', answer: null }]
    expect(classifyLookup({ error, requests: asked }, contextOf('okx')).kind).toBe('failed')
    expect(classifyLookup({ error, requests: [] }, contextOf('okx')).kind).toBe('failed')
  })
})

describe('whatever is answered', () => {
  it('an order is never called rejected without a code of the exchange', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...TRADED_EXCHANGES),
        fc.integer({ min: 100, max: 599 }),
        fc.anything(),
        fc.constantFrom('InvalidOrder', 'InsufficientFunds', 'TypeError', 'NetworkError'),
        (exchangeId, status, json, name) => {
          const error = Object.assign(new Error('x'), { name })
          const requests = [{ method: 'POST', path: '/', answer: { status, headers: {}, json } }]
          const failure = classifySubmit({ error, requests }, contextOf(exchangeId))
          if (failure.outcome === 'rejected') expect(failure.code).toEqual(expect.any(String))
        },
      ),
    )
  })
})
