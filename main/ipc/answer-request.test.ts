import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { REQUEST_NAMES } from '../../app/contract/channels.ts'
import { requests } from '../../app/contract/requests.ts'
import { StoreError } from '../../app/ports/store-error.ts'
import { answerRequest, type RequestHandlers } from './answer-request.ts'
import { RequestGate } from './request-gate.ts'

const ORDER = {
  intentId: 'm-1',
  symbol: 'BTC/USDT',
  side: 'buy',
  type: 'limit',
  quantity: '0.01',
  price: '30000',
  triggerPrice: null,
  timeInForce: 'gtc',
  postOnly: false,
}

/** Handlers that only say that they were called, but for the one under test. */
function bench(changes: Partial<RequestHandlers> = {}, isViewOnly = false) {
  const called: string[] = []
  const logged: unknown[][] = []
  const refuse = (name: string) => () => {
    called.push(name)
    return { ok: false, error: { code: 'test', message: name, action: '' } } as const
  }
  const handlers = {
    ...Object.fromEntries(REQUEST_NAMES.map((name) => [name, refuse(name)])),
    ...changes,
  } as RequestHandlers
  const log = {
    warn: (...what: unknown[]) => logged.push(['warn', ...what]),
    error: (...what: unknown[]) => logged.push(['error', ...what]),
  }
  const gate = new RequestGate({
    stopwatch: () => 0,
    isViewOnly: () => isViewOnly,
    isLocked: () => false,
    takeConfirmation: () => true,
    silences: () => false,
    warn: log.warn,
  })
  return { parts: { handlers, gate, log }, called, logged }
}

describe('a malformed request', () => {
  it.each(REQUEST_NAMES)(
    '%s is answered with an error, logged, and not carried out',
    async (name) => {
      const anything = fc.anything({
        withBigInt: true,
        withDate: true,
        withMap: true,
        withNullPrototype: true,
      })
      await fc.assert(
        fc.asyncProperty(anything, async (input) => {
          fc.pre(!requests[name].input.safeParse(input).success)
          const { parts, called, logged } = bench()
          const answer = await answerRequest(name, input, parts)
          expect(answer).toMatchObject({ ok: false, error: { code: 'malformed-request' } })
          expect(called).toEqual([])
          expect(logged).toMatchObject([['warn', expect.stringContaining(name)]])
          if (!answer.ok) expect(answer.error.message.length).toBeLessThanOrEqual(2_000)
        }),
        { numRuns: 60 },
      )
    },
  )

  it.each([
    ['startBot', { botId: '../etc' }],
    ['startBot', { botId: 'x'.repeat(65) }],
    ['setTradingState', { scope: 'account', state: 'halted', reason: 'x'.repeat(2_001) }],
    ['setSpeed', { candlesPerSecond: 0 }],
    ['setSpeed', { candlesPerSecond: Number.NaN }],
    ['setSpeed', { candlesPerSecond: 1_001 }],
    ['resetAccount', { startingBalance: '1e5' }],
    ['resetAccount', { startingBalance: 1_000 }],
    ['listMarkets', { exchangeId: 'Binance' }],
    ['saveSettings', { theme: 'dark', exchangeUrls: {} }],
    ['saveExchangeUrl', { exchangeId: 'binance', url: 'file:///etc/passwd' }],
    ['saveExchangeUrl', { exchangeId: 'binance', url: 'javascript:alert(1)' }],
    ['saveExchangeUrl', { exchangeId: '__proto__', url: 'https://api.example.com' }],
    ['loadApp', {}],
    ['placeOrder', { ...ORDER, quantity: '1e-3' }],
    ['placeOrder', { ...ORDER, quantity: 0.01 }],
    ['placeOrder', { ...ORDER, type: 'iceberg' }],
    ['placeOrder', { ...ORDER, symbol: 'btc/usdt' }],
    ['placeOrder', { ...ORDER, intentId: '' }],
    ['placeOrder', { ...ORDER, price: undefined }],
    ['cancelOrder', { clientOrderId: '../x' }],
    ['cancelOrder', {}],
    ['cancelAllOrders', {}],
    ['reconcileNow', { force: true }],
    ['decideDrift', { driftId: 'drift-1', decision: 'forget' }],
    ['decideDrift', { driftId: '', decision: 'adopt' }],
  ] as const)('%s with %j is one', async (name, input) => {
    const { parts, called } = bench()
    expect(await answerRequest(name, input, parts)).toMatchObject({ ok: false })
    expect(called).toEqual([])
  })
})

describe('a request that keeps to its schema', () => {
  it('is carried out, without what the schema does not know', async () => {
    const seen: unknown[] = []
    const startBot = (input: unknown) => {
      seen.push(input)
      return { ok: true, value: null } as const
    }
    const { parts, logged } = bench({ startBot })
    const answer = await answerRequest('startBot', { botId: 'bot1', extra: 1 }, parts)
    expect(answer).toEqual({ ok: true, value: null })
    expect(seen).toEqual([{ botId: 'bot1' }])
    expect(logged).toEqual([])
  })

  it('is answered with the problem of its handler', async () => {
    const { parts, logged } = bench()
    const answer = await answerRequest('loadSnapshot', null, parts)
    expect(answer).toEqual({
      ok: false,
      error: { code: 'test', message: 'loadSnapshot', action: '' },
    })
    expect(logged).toEqual([])
  })

  it.each([
    [
      'throws',
      () => {
        throw new TypeError('oh no')
      },
    ],
    ['rejects', () => Promise.reject(new TypeError('oh no'))],
  ])('is answered and logged when its handler %s', async (_how, reconcileNow) => {
    const { parts, logged } = bench({ reconcileNow })
    const answer = await answerRequest('reconcileNow', null, parts)
    expect(answer).toMatchObject({
      ok: false,
      error: { code: 'internal', message: expect.stringContaining('oh no') },
    })
    expect(logged).toEqual([['error', 'the request reconcileNow failed', new TypeError('oh no')]])
  })

  it('says what the store said when that fails', async () => {
    const full = new StoreError('full', 'The disk is full.', 'Free some space.')
    const { parts } = bench({ reconcileNow: () => Promise.reject(full) })
    const answer = await answerRequest('reconcileNow', null, parts)
    expect(answer).toEqual({
      ok: false,
      error: { code: 'store-full', message: 'The disk is full.', action: 'Free some space.' },
    })
  })

  it('is an error when the answer breaks the contract', async () => {
    const listExchanges = () => ({ ok: true, value: [{ id: 'NOT AN ID', name: 'x' }] }) as const
    const { parts, logged } = bench({ listExchanges: listExchanges as never })
    expect(await answerRequest('listExchanges', null, parts)).toMatchObject({ ok: false })
    expect(logged).toHaveLength(1)
  })
})
