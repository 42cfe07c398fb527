import { describe, expect, it } from 'vitest'
import { nextOrder, type Order } from '../domain/order.ts'
import { failure, success } from '../domain/result.ts'
import { money, SAMPLE_START, sampleIntent, sampleOrder } from '../domain/sample-market.fixture.ts'
import { NO_ANSWER, ScriptedExchange } from '../exchanges/scripted-exchange.fixture.ts'
import { StoreError } from '../ports/store-error.ts'
import { gatherRecord, type Questions } from './gather-record.ts'
import { sampleExecution, sampleReport } from './sample-record.fixture.ts'

const NEWS = { clientOrderId: 'cb-bot1-1704067200-e', time: SAMPLE_START }
const submitting = sampleOrder({ time: SAMPLE_START })
const unresolved = nextOrder(submitting, { kind: 'unknown', reason: 'time-out', ...NEWS })
const open = nextOrder(submitting, {
  kind: 'accepted',
  exchangeOrderId: 'x1',
  reportedQuantity: sampleReport().filledQuantity,
  ...NEWS,
})
const rejected = nextOrder(submitting, { kind: 'rejected', reason: 'no', ...NEWS })

function named(order: Order, clientOrderId: string, symbol = 'BTC/USDT'): Order {
  return { ...order, clientOrderId, intent: sampleIntent({ symbol }) }
}

function questions(changes: Partial<Questions> = {}): Questions {
  return {
    scope: 'books',
    askedAt: SAMPLE_START,
    orders: [],
    symbols: ['BTC/USDT'],
    executionsSince: 5,
    transfersSince: 3,
    isOurs: () => false,
    ...changes,
  }
}

describe('a round of questions', () => {
  it('asks for open orders first and for balances last', async () => {
    const exchange = new ScriptedExchange()
    exchange.executions = success([sampleExecution({ exchangeOrderId: 'x9' })])
    await gatherRecord(exchange, questions({ orders: [unresolved] }))
    expect(exchange.asked).toEqual([
      'open orders',
      'order cb-bot1-1704067200-e',
      'executions of BTC/USDT since 5',
      'order x9',
      'transfers since 3',
      'balances',
    ])
  })

  it('about open orders asks for no more than those, and executions where something is in doubt', async () => {
    const exchange = new ScriptedExchange()
    const orders = [unresolved, named(open, 'cb-2', 'ETH/USDT')]
    await gatherRecord(exchange, questions({ scope: 'orders', symbols: [], orders }))
    expect(exchange.asked).toEqual([
      'open orders',
      'order cb-bot1-1704067200-e',
      'order cb-2',
      'executions of BTC/USDT since 5',
    ])
  })

  it('about orders in flight asks for each of them', async () => {
    const exchange = new ScriptedExchange()
    await gatherRecord(
      exchange,
      questions({ scope: 'in-flight', symbols: [], orders: [unresolved] }),
    )
    expect(exchange.asked).toEqual(['order cb-bot1-1704067200-e', 'executions of BTC/USDT since 5'])
  })

  it('looks up neither what is listed, nor what is finished, nor what was never sent', async () => {
    const exchange = new ScriptedExchange()
    exchange.openOrders = success([sampleReport()])
    const waiting = sampleOrder({ clientOrderId: 'cb-2', payload: null })
    const orders = [open, waiting, named(rejected, 'cb-3')]
    const { lookups } = await gatherRecord(exchange, questions({ orders }))
    expect(lookups.size).toBe(0)
  })

  it('asks for executions of a finished order that misses some', async () => {
    const exchange = new ScriptedExchange()
    const order = { ...rejected, reportedQuantity: submitting.intent.quantity }
    await gatherRecord(exchange, questions({ scope: 'orders', symbols: [], orders: [order] }))
    expect(exchange.asked).toEqual(['open orders', 'executions of BTC/USDT since 5'])
  })

  it('looks up the order of an execution once, and in each market by itself', async () => {
    const exchange = new ScriptedExchange()
    exchange.executions = success([
      sampleExecution({ fillId: 'f1', exchangeOrderId: '7' }),
      sampleExecution({ fillId: 'f2', exchangeOrderId: '7' }),
      sampleExecution({ fillId: 'f3', exchangeOrderId: '7', symbol: 'ETH/USDT' }),
      sampleExecution({ fillId: 'f4', exchangeOrderId: '8' }),
    ])
    exchange.lookups.set('7', [{ kind: 'absent' }])
    const isOurs = ({ exchangeOrderId }: { exchangeOrderId: string }) => exchangeOrderId === '8'
    const asked = questions({ symbols: ['BTC/USDT', 'ETH/USDT'], isOurs })
    const { strangers } = await gatherRecord(exchange, asked)
    expect([...strangers.keys()]).toEqual(['BTC/USDT 7', 'ETH/USDT 7'])
  })

  it('looks up many orders a few at a time', async () => {
    const exchange = new ScriptedExchange()
    const orders = Array.from({ length: 45 }, (_, index) => named(unresolved, `cb-${index}`))
    const { lookups } = await gatherRecord(exchange, questions({ orders }))
    expect(lookups.size).toBe(45)
  })
})

describe('transfers', () => {
  it('count once they are complete; until then they are on their way', async () => {
    const exchange = new ScriptedExchange()
    const paid = { kind: 'withdrawal', currency: 'USDT', amount: money('-5'), time: 1 } as const
    const complete = { ...paid, reference: 'w1', isPending: false }
    const pending = { ...paid, reference: 'w2', isPending: true }
    exchange.transfers = success([complete, pending])
    const { transfers, leaving } = await gatherRecord(exchange, questions())
    expect([transfers, leaving]).toEqual([[complete], [pending]])
  })
})

describe('a question that is not answered', () => {
  it.each([
    ['the list of open orders', 'openOrders', { openOrders: null }],
    ['the balances', 'balances', { balances: null }],
    ['the transfers', 'transfers', { transfers: [] }],
    ['the executions', 'executions', { executions: [], toldSymbols: new Set() }],
  ] as const)('leaves %s out, and says so', async (_, name, expected) => {
    const exchange = new ScriptedExchange()
    exchange[name] = NO_ANSWER
    const record = await gatherRecord(exchange, questions())
    expect(record).toMatchObject({ ...expected, failures: ['the exchange did not answer'] })
  })

  it('is told apart when the exchange does not take the key', async () => {
    const exchange = new ScriptedExchange()
    exchange.openOrders = NO_ANSWER
    exchange.balances = { ...failure('no such key'), isKeyRefused: true }
    const { failures, keyRefusal } = await gatherRecord(exchange, questions())
    expect(failures).toEqual(['the exchange did not answer', 'no such key'])
    expect(keyRefusal).toBe('no such key')
  })

  it('about a single order tells of the key as well', async () => {
    const exchange = new ScriptedExchange()
    exchange.lookups.set(unresolved.clientOrderId, [
      { kind: 'failed', reason: 'no such key', isKeyRefused: true },
    ])
    const { keyRefusal } = await gatherRecord(exchange, questions({ orders: [unresolved] }))
    expect(keyRefusal).toBe('no such key')
  })

  it('is no absence of the order that was looked up', async () => {
    const exchange = new ScriptedExchange()
    const { lookups, failures } = await gatherRecord(exchange, questions({ orders: [unresolved] }))
    expect([...lookups.values()]).toEqual([
      { kind: 'failed', reason: 'the exchange did not answer' },
    ])
    expect(failures).toHaveLength(1)
  })

  it('does not have all open orders looked up one by one', async () => {
    const exchange = new ScriptedExchange()
    exchange.openOrders = failure('time-out')
    const { lookups } = await gatherRecord(exchange, questions({ orders: [open] }))
    expect(lookups.size).toBe(0)
  })

  it('is one that ended with an error as well', async () => {
    const exchange = new ScriptedExchange()
    exchange.onAsked = (question) => {
      throw new TypeError(`cannot read ${question}`)
    }
    const record = await gatherRecord(exchange, questions({ scope: 'books', orders: [] }))
    expect(record).toMatchObject({ openOrders: null, balances: null, executions: [] })
    expect(record.failures[0]).toBe('TypeError: cannot read open orders')
    const inFlight = questions({ scope: 'in-flight', orders: [unresolved] })
    const { lookups } = await gatherRecord(exchange, inFlight)
    expect([...lookups.values()]).toMatchObject([{ kind: 'failed' }])
  })

  it('is not an error of our own store, which is thrown', async () => {
    const exchange = new ScriptedExchange()
    exchange.executions = success([sampleExecution()])
    const asking = gatherRecord(
      exchange,
      questions({
        isOurs: () => {
          throw new StoreError('failed', 'The disk broke.', 'Buy one.')
        },
      }),
    )
    await expect(asking).rejects.toThrow(StoreError)
  })
})

describe('the executions of a market', () => {
  it('are told when it is known of which orders they are', async () => {
    const exchange = new ScriptedExchange()
    exchange.executions = success([sampleExecution()])
    exchange.lookups.set('x1', [{ kind: 'found', report: sampleReport() }])
    expect((await gatherRecord(exchange, questions())).toldSymbols).toEqual(new Set(['BTC/USDT']))
  })

  it.each([{ kind: 'failed', reason: 'time-out' } as const, { kind: 'absent' } as const])(
    'are not told when the order of one is $kind',
    async (lookup) => {
      const exchange = new ScriptedExchange()
      exchange.executions = success([sampleExecution()])
      exchange.lookups.set('x1', [lookup])
      expect((await gatherRecord(exchange, questions())).toldSymbols.size).toBe(0)
    },
  )
})
