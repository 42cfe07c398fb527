import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { AccountView } from './account-view.ts'
import { amount, amountText } from './amount.ts'
import type { OrderType, Side } from './order.ts'
import {
  held,
  moveTo,
  OWNER,
  placed,
  request,
  SYMBOL,
  sampleExchange,
} from './sample-exchange.fixture.ts'

function outcome(engine: ReturnType<typeof sampleExchange>, id: number) {
  const order = engine.state.orders.find(id)
  return `${order?.status} ${amountText(order?.filled ?? 0n)}`
}

describe('a market order', () => {
  it('takes the current price and pays its fee in what it receives', () => {
    const engine = sampleExchange()
    const order = placed(engine, { type: 'market', quantity: '0.1' })
    expect(outcome(engine, order.id)).toBe('filled 0.1')
    expect(held(engine, 'USDT')).toBe('6999.999 0')
    expect(held(engine, 'BTC')).toBe('1.0999 0')
  })

  it('sells at the bid', () => {
    const engine = sampleExchange()
    placed(engine, { side: 'sell', type: 'market', quantity: '0.1' })
    expect(held(engine, 'USDT')).toBe('12997 0')
    expect(held(engine, 'BTC')).toBe('0.9 0')
  })

  it('buys for an amount of money, in whole steps', () => {
    const engine = sampleExchange()
    const order = placed(engine, { type: 'market', quoteQuantity: '100' })
    expect(amountText(order.filled)).toBe('0.00333')
    expect(amountText(order.filledQuote)).toBe('99.9000333')
    expect(held(engine, 'USDT')).toBe('9900.0999667 0')
  })

  it('expires with what nobody sells', () => {
    const engine = sampleExchange()
    engine.setLiquidity(SYMBOL, '0.04')
    const order = placed(engine, { type: 'market', quantity: '0.1' })
    expect(outcome(engine, order.id)).toBe('expired 0.04')
    expect(held(engine, 'USDT')).toBe('8799.9996 0')
  })

  it('fills in the portions that were scripted', () => {
    const engine = sampleExchange()
    engine.scriptFills(SYMBOL, ['0.02', '0.03'])
    placed(engine, { type: 'market', quantity: '0.1' })
    const quantities = engine.state.orders.fills().map((fill) => amountText(fill.quantity))
    expect(quantities).toEqual(['0.02', '0.03', '0.05'])
  })

  it('pays its fee in the discount asset while there is enough of it', () => {
    const engine = sampleExchange()
    engine.setFees(OWNER, { discountAsset: 'BNB' })
    engine.deposit(OWNER, 'BNB', '0.01')
    placed(engine, { side: 'sell', type: 'market', quantity: '0.1' })
    expect(held(engine, 'BNB')).toBe('0.00625 0')
    placed(engine, { side: 'sell', type: 'market', quantity: '0.5' })
    expect(held(engine, 'BNB')).toBe('0.00625 0')
  })
})

describe('a limit order', () => {
  it('locks what it needs while it rests, and fills at its own price when the market comes', () => {
    const engine = sampleExchange()
    const order = placed(engine, { price: '29000', quantity: '0.1' })
    expect(held(engine, 'USDT')).toBe('7100 2900')
    moveTo(engine, '28999.99')
    expect(outcome(engine, order.id)).toBe('filled 0.1')
    expect(held(engine, 'USDT')).toBe('7100 0')
  })

  it('takes a better price at once, and gets the difference back', () => {
    const engine = sampleExchange()
    placed(engine, { price: '31000', quantity: '0.1' })
    expect(held(engine, 'USDT')).toBe('6999.999 0')
  })

  it('stays with its rest when it fills in part', () => {
    const engine = sampleExchange()
    engine.scriptFills(SYMBOL, ['0.04'], 'stays')
    const order = placed(engine, { price: '31000', quantity: '0.1' })
    expect(outcome(engine, order.id)).toBe('partially-filled 0.04')
    expect(held(engine, 'USDT')).toBe('6939.9996 1860')
    engine.cancel(order.id)
    expect(outcome(engine, order.id)).toBe('canceled 0.04')
    expect(held(engine, 'USDT')).toBe('8799.9996 0')
  })

  it('can be filled by hand', () => {
    const engine = sampleExchange()
    const order = placed(engine, { price: '29000', quantity: '0.1' })
    engine.fill(order.id, '0.03')
    expect(outcome(engine, order.id)).toBe('partially-filled 0.03')
    expect(() => engine.fill(order.id, '0.08')).toThrow('not so much left')
    engine.fill(order.id)
    expect(outcome(engine, order.id)).toBe('filled 0.1')
    expect(() => engine.fill(order.id)).toThrow('not open')
  })

  it.each([
    ['ioc', '31000', '0.04', 'expired 0.04'],
    ['ioc', '29000', '1', 'expired 0'],
    ['fok', '31000', '0.04', 'expired 0'],
    ['fok', '31000', '0.1', 'filled 0.1'],
  ] as const)('that is %s at %s with %s for sale ends %s', (timeInForce, price, liquidity, end) => {
    const engine = sampleExchange()
    engine.setLiquidity(SYMBOL, liquidity)
    const order = placed(engine, { timeInForce, price, quantity: '0.1' })
    expect(outcome(engine, order.id)).toBe(end)
    expect(held(engine, 'USDT')).toMatch(/ 0$/)
  })

  it('that must make is refused when it would take, and rests when not', () => {
    const engine = sampleExchange()
    const maker = { type: 'limit-maker', quantity: '0.1' } as const
    expect(engine.place(request({ ...maker, price: '30000.01' }))).toEqual({
      ok: false,
      error: { kind: 'would-take' },
    })
    expect(placed(engine, { ...maker, price: '30000' }).status).toBe('new')
  })

  it('changes its price and quantity and keeps its id', () => {
    const engine = sampleExchange()
    const order = placed(engine, { price: '29000', quantity: '0.1' })
    engine.amend(order.id, { price: amount('28000'), quantity: amount('0.2') })
    expect(held(engine, 'USDT')).toBe('4400 5600')
    expect(engine.amend(order.id, { quantity: amount('10') }).ok).toBe(false)
    expect(held(engine, 'USDT')).toBe('4400 5600')
  })
})

describe('a conditional order', () => {
  it.each([
    ['sell', 'stop-loss', '29000', '29000.01', '28999'],
    ['buy', 'stop-loss', '31000', '30999', '31000'],
    ['sell', 'take-profit', '31000', '30999', '31000'],
    ['buy', 'take-profit', '29000', '29000.01', '29000'],
  ] as const)(
    '%s %s at %s waits at %s and fills at %s',
    (side, type, triggerPrice, before, after) => {
      const engine = sampleExchange()
      const order = placed(engine, { side, type, triggerPrice, quantity: '0.1' })
      moveTo(engine, before)
      expect(outcome(engine, order.id)).toBe('waiting 0')
      moveTo(engine, after)
      expect(outcome(engine, order.id)).toBe('filled 0.1')
    },
  )

  it('is refused when its price has been reached already', () => {
    const engine = sampleExchange()
    const stop = request({
      side: 'sell',
      type: 'stop-loss',
      triggerPrice: '30000',
      quantity: '0.1',
    })
    expect(engine.place(stop)).toEqual({ ok: false, error: { kind: 'would-trigger' } })
  })

  it('with a limit rests at it once triggered', () => {
    const engine = sampleExchange()
    const stop = { side: 'sell', type: 'stop-loss-limit', triggerPrice: '29000' } as const
    const order = placed(engine, { ...stop, price: '28990', quantity: '0.1' })
    moveTo(engine, '28900')
    expect(outcome(engine, order.id)).toBe('new 0')
    moveTo(engine, '28990')
    expect(outcome(engine, order.id)).toBe('filled 0.1')
  })

  it('that trails follows the price and triggers when it turns back', () => {
    const engine = sampleExchange()
    const order = placed(engine, {
      side: 'sell',
      type: 'stop-loss',
      trailingDelta: 100,
      quantity: '0.1',
    })
    for (const price of ['30500', '31000', '30690.01']) moveTo(engine, price)
    expect(outcome(engine, order.id)).toBe('waiting 0')
    moveTo(engine, '30690')
    expect(outcome(engine, order.id)).toBe('filled 0.1')
  })
})

describe('two orders of a list', () => {
  const target = request({
    side: 'sell',
    type: 'limit-maker',
    price: '33000',
    quantity: '1',
    clientOrderId: 'target',
  })
  const stop = request({
    side: 'sell',
    type: 'stop-loss',
    triggerPrice: '29000',
    quantity: '1',
    clientOrderId: 'stop',
  })

  it.each([
    ['33000', 'filled 1', 'expired 0'],
    ['29000', 'expired 0', 'filled 1'],
  ])('lock what they sell once, and at %s one fills', (price, targetEnd, stopEnd) => {
    const engine = sampleExchange()
    const pair = engine.placePair([target, stop])
    if (!pair.ok) throw new Error(pair.error.kind)
    expect(held(engine, 'BTC')).toBe('0 1')
    moveTo(engine, price)
    expect(pair.value.map(({ id }) => outcome(engine, id))).toEqual([targetEnd, stopEnd])
    expect(held(engine, 'BTC')).toBe('0 0')
  })

  it('are cancelled together', () => {
    const engine = sampleExchange()
    const pair = engine.placePair([target, stop])
    if (!pair.ok) throw new Error(pair.error.kind)
    engine.cancel(pair.value[1].id)
    expect(pair.value.map(({ id }) => outcome(engine, id))).toEqual(['canceled 0', 'canceled 0'])
    expect(held(engine, 'BTC')).toBe('1 0')
  })
})

describe('orders that begin once another has filled', () => {
  const entry = request({ price: '29000', quantity: '0.1', clientOrderId: 'entry' })
  const exit = { side: 'sell', quantity: '0.0999' } as const
  const target = request({ ...exit, type: 'limit-maker', price: '31000', clientOrderId: 'target' })
  const stop = request({
    ...{ ...exit, type: 'stop-loss', triggerPrice: '28000', clientOrderId: 'stop' },
  })
  const ends = (engine: ReturnType<typeof sampleExchange>) =>
    engine.state.orders.all().map(({ id }) => outcome(engine, id))

  it('wait, and then only one of the two fills', () => {
    const engine = sampleExchange()
    engine.placeChain(entry, [target, stop])
    expect(ends(engine)).toEqual(['new 0', 'pending 0', 'pending 0'])
    expect(held(engine, 'BTC')).toBe('1 0')
    moveTo(engine, '28999')
    expect(ends(engine)).toEqual(['filled 0.1', 'new 0', 'waiting 0'])
    expect(held(engine, 'BTC')).toBe('1 0.0999')
    moveTo(engine, '31000')
    expect(ends(engine)).toEqual(['filled 0.1', 'filled 0.0999', 'expired 0'])
    expect(held(engine, 'BTC')).toBe('1 0')
  })

  it('begin at once when the first fills at once', () => {
    const engine = sampleExchange()
    engine.placeChain({ ...entry, price: amount('30001') }, [stop])
    expect(ends(engine)).toEqual(['filled 0.1', 'waiting 0'])
  })

  it('end with the first when that is cancelled', () => {
    const engine = sampleExchange()
    const chain = engine.placeChain(entry, [target, stop])
    if (!chain.ok) throw new Error(chain.error.kind)
    engine.cancel(chain.value[0]?.id ?? 0)
    expect(ends(engine)).toEqual(['canceled 0', 'canceled 0', 'canceled 0'])
    expect(held(engine, 'USDT')).toBe('10000 0')
  })

  it('expire when what they sell is not there, for the fee was taken from it', () => {
    const engine = sampleExchange()
    engine.withdraw(OWNER, 'BTC', '1')
    engine.placeChain(entry, [{ ...stop, quantity: amount('0.1') }])
    moveTo(engine, '28999')
    expect(ends(engine)).toEqual(['filled 0.1', 'expired 0'])
  })
})

describe('an order is refused', () => {
  it.each([
    [{ symbol: 'NOPE' }, 'unknown-symbol'],
    [{ quantity: '0.5' }, 'insufficient-balance'],
    [{ price: '29000.001' }, 'tick-size'],
    [{ price: '1000001' }, 'price-range'],
    [{ price: '5999' }, 'percent-price'],
    [{ quantity: '0.000011' }, 'step-size'],
    [{ quantity: '9001' }, 'quantity-range'],
    [{ quantity: '0.00001' }, 'notional'],
  ])('%o: %s', (words, reason) => {
    const engine = sampleExchange()
    const result = engine.place(request({ price: '29000', quantity: '0.1', ...words }))
    const { error } = result.ok ? { error: undefined } : result
    expect(error?.kind === 'rule' ? error.rule : error?.kind).toBe(reason)
    expect(held(engine, 'USDT')).toBe('10000 0')
  })

  it('while an order of its client id is open, and not once that has ended', () => {
    const engine = sampleExchange()
    const words = { price: '29000', quantity: '0.01' }
    const first = placed(engine, words)
    expect(engine.place(request(words))).toEqual({
      ok: false,
      error: { kind: 'duplicate-client-order-id' },
    })
    engine.cancel(first.id)
    expect(placed(engine, words).id).toBeGreaterThan(first.id)
  })

  it('when the market is closed or the account may not trade', () => {
    const engine = sampleExchange()
    engine.setTrading(SYMBOL, false)
    const words = { price: '29000', quantity: '0.01' }
    expect(engine.place(request(words))).toMatchObject({ error: { kind: 'market-closed' } })
    engine.setTrading(SYMBOL, true)
    engine.state.account(OWNER).mayTrade = false
    expect(engine.place(request(words))).toMatchObject({ error: { kind: 'account-may-not-trade' } })
  })
})

describe('what an account is told', () => {
  it('can be as things were', () => {
    const engine = sampleExchange()
    const frozen = { kind: 'frozen', sequence: engine.state.log.sequence } as const
    const order = placed(engine, { type: 'market', quantity: '0.1' })
    const old = new AccountView(engine.state, OWNER, frozen)
    expect(old.orders()).toEqual([])
    expect(old.fills()).toEqual([])
    expect(old.orderByClientId('one')).toBeUndefined()
    expect(old.balances().map(({ free }) => amountText(free))).toEqual(['10000', '1'])
    const fresh = new AccountView(engine.state, OWNER, { kind: 'fresh' })
    expect(fresh.orders().map(({ id }) => id)).toEqual([order.id])
    expect(fresh.fills().length).toBe(1)
  })
})

describe('whatever happens', () => {
  const side = fc.constantFrom<Side>('buy', 'sell')
  const type = fc.constantFrom<OrderType>(
    'limit',
    'market',
    'limit-maker',
    'stop-loss',
    'take-profit-limit',
  )
  const price = fc.integer({ min: 28_000, max: 32_000 }).map(String)
  const step = fc.oneof(
    fc.record({ do: fc.constant('move' as const), price }),
    fc.record({ do: fc.constant('cancel' as const), which: fc.nat(9) }),
    fc.record({
      do: fc.constant('place' as const),
      ...{ side, type, price, triggerPrice: price },
      quantity: fc
        .integer({ min: 1, max: 90_000 })
        .map((steps) => amountText(BigInt(steps) * amount('0.00001'))),
    }),
  )

  it('what is locked is what open orders have reserved, and money only changes hands in fills', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const engine = sampleExchange()
        for (const [position, next] of steps.entries()) {
          if (next.do === 'move') moveTo(engine, next.price)
          else if (next.do === 'cancel') engine.cancel(1_001 + next.which)
          else {
            const conditional = next.type.startsWith('stop') || next.type.startsWith('take')
            const { triggerPrice, price: limit, ...rest } = next
            const hasLimit = next.type !== 'market' && next.type !== 'stop-loss'
            engine.place(
              request({
                ...{ side: rest.side, type: rest.type, quantity: rest.quantity },
                clientOrderId: `order-${position}`,
                ...(hasLimit ? { price: limit } : {}),
                ...(conditional ? { triggerPrice } : {}),
              }),
            )
          }
        }
        const open = engine.state.orders.open()
        for (const [asset, spender, start] of [
          ['USDT', 'buy', '10000'],
          ['BTC', 'sell', '1'],
        ] as const) {
          const balance = engine.state.account(OWNER).balance(asset)
          const reserved = open
            .filter((order) => order.side === spender)
            .reduce((sum, order) => sum + order.reserved, 0n)
          expect(balance.locked).toBe(reserved)
          const traded = engine.state.orders.fills().reduce((sum, fill) => {
            const moved = asset === 'USDT' ? -fill.quoteQuantity : fill.quantity
            const change = fill.side === 'buy' ? moved : -moved
            return sum + change - (fill.feeAsset === asset ? fill.fee : 0n)
          }, amount(start))
          expect(balance.free + balance.locked).toBe(traded)
        }
      }),
    )
  })
})
