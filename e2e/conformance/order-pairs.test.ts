import { describe, expect, it, onTestFinished } from 'vitest'
import { approved, price, quantity } from '../../app/domain/sample-market.fixture.ts'
import { eventually } from '../../app/exchanges/exchange-bench.fixture.ts'
import { RecordingListener } from '../../app/exchanges/recording-listener.fixture.ts'
import type { OrderLookup } from '../../app/ports/exchange-client.ts'
import { describeUserEvents } from '../fake-exchange/binance/user-events.ts'
import { FakeBinance } from '../fake-exchange/fake-binance.ts'
import { MAIN_ACCOUNT } from '../fake-exchange/fake-exchange.ts'
import type { Fault } from '../fake-exchange/faults.ts'
import { amountText } from '../fake-exchange/matching/amount.ts'
import { FAKES } from './fakes.ts'
import { openFakeAccount } from './open-fake-account.ts'

const STOP = 'cb-pair'
const TARGET = 'cb-pair-t'
const LIST = { path: '/api/v3/orderList/oco', method: 'POST' } as const
const PATIENCE_MS = 1_500

const terms = (type: 'stop' | 'take-profit', at: string) =>
  approved({
    side: 'sell',
    purpose: 'exit',
    type,
    triggerPrice: price(at),
    quantity: quantity('0.5'),
  })

/** Ten BTC, a price of 30,000, and a stop at 29,000 with a target at 31,000 for half a BTC. */
async function openPairs() {
  const binance = FAKES.find(({ exchangeId }) => exchangeId === 'binance')
  if (binance === undefined) throw new Error('there is no fake Binance')
  const account = await openFakeAccount(binance, { requestTimeoutMs: PATIENCE_MS })
  onTestFinished(() => account.close())
  const { client, exchange } = account
  const heard = new RecordingListener()
  client.connect(heard)
  if (!(exchange instanceof FakeBinance)) throw new Error('it is no Binance')
  await eventually(() => exchange.userStreams.listeners).toBeGreaterThan(0)
  const { pairs } = client
  if (pairs === undefined) throw new Error('no pairs')
  const send = () => {
    const [stop, target] = [terms('stop', '29000'), terms('take-profit', '31000')]
    const payload = pairs.encode(
      { order: stop, clientOrderId: STOP },
      { order: target, clientOrderId: TARGET },
    )
    if (!payload.ok) throw new Error(payload.error)
    const { value } = payload
    pairs.submit(
      { order: stop, clientOrderId: STOP, payload: value },
      { order: target, clientOrderId: TARGET, payload: value },
    )
  }
  const kinds = (id: string) => heard.repliesTo(id).map(({ kind }) => kind)
  const reference = (clientOrderId: string, type: 'stop' | 'take-profit') => ({
    ...{ symbol: 'BTC/USDT', clientOrderId, exchangeOrderId: null, type },
    createdAt: Date.now() - 1_000,
  })
  const find = async (): Promise<readonly OrderLookup[]> => [
    await client.fetchOrder(reference(STOP, 'stop')),
    await client.fetchOrder(reference(TARGET, 'take-profit')),
  ]
  const locked = () => amountText(exchange.engine.state.account(MAIN_ACCOUNT).balance('BTC').locked)
  return { ...account, exchange, heard, send, kinds, reference, find, locked }
}

describe('a stop and a target as one at Binance', () => {
  it('are accepted together, found by their own ids, and lock what they sell once', async () => {
    const { send, kinds, find, locked } = await openPairs()
    send()
    await eventually(() => [kinds(STOP)[0], kinds(TARGET)[0]]).toEqual(['accepted', 'accepted'])
    expect(await find()).toMatchObject([
      { kind: 'found', report: { clientOrderId: STOP, state: 'open' } },
      { kind: 'found', report: { clientOrderId: TARGET, state: 'open' } },
    ])
    expect(locked()).toBe('0.5')
  })

  it.each([
    ['29000', STOP, TARGET],
    ['31000', TARGET, STOP],
  ])('trade one of them at %s, and the stream ends the other', async (at, traded, other) => {
    const { send, kinds, exchange, heard, find } = await openPairs()
    send()
    await eventually(() => kinds(other)[0]).toBe('accepted')
    exchange.market.setPrice('BTCUSDT', at)
    await eventually(() => kinds(other)).toContain('cancelled')
    await eventually(() => heard.executions.length).toBe(1)
    expect(heard.executions[0]).toMatchObject({ clientOrderId: traded, quantity: quantity('0.5') })
    const states = (await find()).map((one) => one.kind === 'found' && one.report.state)
    expect(states.toSorted()).toEqual(['cancelled', 'filled'])
  })

  it('trade in parts, and the other is gone with the first part', async () => {
    const { send, kinds, exchange, heard } = await openPairs()
    send()
    await eventually(() => kinds(STOP)[0]).toBe('accepted')
    exchange.engine.scriptFills('BTCUSDT', ['0.2', '0.3'])
    exchange.market.setPrice('BTCUSDT', '31000')
    await eventually(() => heard.executions.map((one) => one.quantity)).toEqual([
      quantity('0.2'),
      quantity('0.3'),
    ])
    expect(new Set(heard.executions.map(({ clientOrderId }) => clientOrderId))).toEqual(
      new Set([TARGET]),
    )
    await eventually(() => kinds(STOP)).toContain('cancelled')
  })

  it.each([STOP, TARGET])('are both taken back with %s', async (id) => {
    const { send, kinds, client, reference, locked } = await openPairs()
    send()
    await eventually(() => kinds(TARGET)[0]).toBe('accepted')
    client.cancel(reference(id, id === STOP ? 'stop' : 'take-profit'))
    await eventually(() => [kinds(STOP).at(-1), kinds(TARGET).at(-1)]).toEqual([
      'cancelled',
      'cancelled',
    ])
    expect(locked()).toBe('0')
  })

  it('are both rejected where one of them would trigger at once', async () => {
    const { send, kinds, exchange, find } = await openPairs()
    exchange.market.setPrice('BTCUSDT', '31500')
    send()
    await eventually(() => [kinds(STOP), kinds(TARGET)]).toEqual([['rejected'], ['rejected']])
    expect(await find()).toEqual([{ kind: 'absent' }, { kind: 'absent' }])
  })

  it('are no pair in a market that takes none', async () => {
    const { client } = await openPairs()
    const [stop, target] = [terms('stop', '29000'), terms('take-profit', '31000')]
    const other = { ...stop, symbol: 'NOPE/USDT' }
    const [one, two] = [{ clientOrderId: STOP }, { clientOrderId: TARGET }]
    expect(client.pairs?.encode({ ...one, order: stop }, { ...two, order: target }).ok).toBe(true)
    expect(client.pairs?.encode({ ...one, order: other }, { ...two, order: target }).ok).toBe(false)
  })

  const FAULTS: readonly (readonly [string, Fault])[] = [
    ['no answer', { kind: 'hang' }],
    ['a reset', { kind: 'reset' }],
    ['half an answer', { kind: 'truncated' }],
    ['an empty answer', { kind: 'empty' }],
    ['{} for an answer', { kind: 'bad-shape', body: {} }],
    ['a page', { kind: 'html' }],
    ['503', { kind: 'server-error', status: 503 }],
  ]
  it.each(
    FAULTS.flatMap(([name, fault]) =>
      (['before', 'after'] as const).map((moment) => [name, moment, fault] as const),
    ),
  )('that get %s %s they are done are unknown, and looking tells', async (_, moment, fault) => {
    const { send, kinds, exchange, find } = await openPairs()
    exchange.streams.refuses = true
    exchange.streams.close(1001)
    exchange.failWith(fault, { ...LIST, moment })
    send()
    await eventually(() => [kinds(STOP)[0], kinds(TARGET)[0]]).toEqual(['unknown', 'unknown'])
    exchange.faults.clear()
    const kind = moment === 'before' ? 'absent' : 'found'
    expect(await find()).toMatchObject([{ kind }, { kind }])
    const lists = new Set(exchange.engine.state.orders.all().map(({ listId }) => listId))
    expect(lists.size).toBe(moment === 'before' ? 0 : 1)
  })

  it('leave nothing locked that they do not sell', async () => {
    const { send, kinds, exchange, locked, find } = await openPairs()
    send()
    await eventually(() => kinds(TARGET)[0]).toBe('accepted')
    exchange.market.setPrice('BTCUSDT', '28000')
    await eventually(() => locked()).toBe('0')
    expect((await find())[0]).toMatchObject({ report: { state: 'filled' } })
  })
})

describe('what the user stream says of a list', () => {
  it('is that it is there, and that it is over, once each', async () => {
    const { send, kinds, exchange } = await openPairs()
    const { engine } = exchange
    const told: unknown[] = []
    engine.onEvent((event) => {
      const all = () => engine.state.orders.all()
      told.push(...describeUserEvents(event, (id) => all().filter(({ listId }) => listId === id)))
    })
    send()
    await eventually(() => kinds(TARGET)[0]).toBe('accepted')
    exchange.market.setPrice('BTCUSDT', '31000')
    await eventually(() => kinds(STOP)).toContain('cancelled')
    const words = told.map((one) => JSON.stringify(one)).filter((one) => one.includes('listStatus'))
    expect(words).toEqual([
      expect.stringMatching(/"l":"EXEC_STARTED".*"C":"cb-pair-l"/),
      expect.stringMatching(/"l":"ALL_DONE".*"C":"cb-pair-l"/),
    ])
  })
})
