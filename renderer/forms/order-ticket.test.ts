import { describe, expect, it } from 'vitest'
import { exactOf, exactText } from '../format/exact-decimal.ts'
import { sampleSnapshot } from '../stores/sample-engine.ts'
import {
  EMPTY_TICKET,
  readTicket,
  requestFrom,
  shareOfFree,
  type TicketForm,
  type TicketMarket,
  typesFor,
} from './order-ticket.ts'

function market(changes: Partial<TicketMarket> = {}): TicketMarket {
  return {
    symbol: 'BTC/USDT',
    base: 'BTC',
    quote: 'USDT',
    rules: sampleSnapshot().account.orderRules,
    price: exactOf('30000') ?? null,
    equity: exactOf('10000') ?? 0n,
    free: { quote: exactOf('10000') ?? 0n, base: exactOf('0.5') ?? 0n },
    ...changes,
  }
}

function ticket(changes: Partial<TicketForm> = {}): TicketForm {
  return { ...EMPTY_TICKET, quantity: '0.01', limitPrice: '29000', ...changes }
}

describe('a ticket', () => {
  it('is worth its quantity at its limit, with what it costs at most', () => {
    const { worth, costMax, problems, percentOfEquity } = readTicket(ticket(), market())
    expect([exactText(worth ?? 0n), exactText(costMax ?? 0n)]).toEqual(['290', '0.377087'])
    expect([problems, percentOfEquity]).toEqual([{}, 2n])
  })

  it('is worth its quantity at the last price when it has none of its own', () => {
    const { worth } = readTicket(ticket({ type: 'market' }), market())
    expect(exactText(worth ?? 0n)).toBe('300')
    expect(readTicket(ticket({ type: 'market' }), market({ price: null })).worth).toBeNull()
  })

  it('counts a stop at its trigger', () => {
    const { worth } = readTicket(ticket({ type: 'stop', triggerPrice: '31,000' }), market())
    expect(exactText(worth ?? 0n)).toBe('310')
  })

  it('is large above a quarter of the equity, and not at it', () => {
    const bought = (quantity: string) =>
      readTicket(ticket({ quantity, limitPrice: '25000' }), market())
    expect(bought('0.1').isLarge).toBe(false)
    expect(bought('0.10001').isLarge).toBe(true)
  })
})

describe('what is wrong with a ticket is said at the field', () => {
  it.each([
    [{ quantity: '' }, { quantity: 'Enter how much BTC to buy.' }],
    [{ quantity: 'much' }, { quantity: 'Enter an amount above zero, like 0.01.' }],
    [{ quantity: '0' }, { quantity: 'Enter an amount above zero, like 0.01.' }],
    [{ quantity: '0.000001' }, { quantity: 'The smallest order is 0.00001 BTC.' }],
    [{ quantity: '0.010001' }, { quantity: 'This market counts in steps of 0.00001 BTC.' }],
    [{ quantity: '0.0001' }, { quantity: 'An order must be worth at least 5 USDT.' }],
    [{ limitPrice: '' }, { limitPrice: 'Enter the limit price in USDT.' }],
    [{ limitPrice: '-1' }, { limitPrice: 'Enter a price above zero, like 30000.' }],
    [{ limitPrice: '29000.001' }, { limitPrice: 'Prices here move in steps of 0.01 USDT.' }],
    [{ type: 'stop' }, { triggerPrice: 'Enter the trigger price in USDT.' }],
  ] as const)('%j', (changes, problems) => {
    expect(readTicket(ticket(changes), market()).problems).toEqual(problems)
  })

  it('an exit is looked at when it is wanted', () => {
    const { problems } = readTicket(ticket({ stopPrice: '28000.001', targetPrice: 'x' }), market())
    expect(problems).toEqual({
      stopPrice: 'Prices here move in steps of 0.01 USDT.',
      targetPrice: 'Enter a price above zero, like 30000.',
    })
    expect(readTicket(ticket({ side: 'sell', stopPrice: 'x' }), market()).problems).toEqual({})
  })

  it('fields that the type does not have are not looked at', () => {
    const form = ticket({ type: 'market', limitPrice: 'x', triggerPrice: 'y' })
    expect(readTicket(form, market()).problems).toEqual({})
  })
})

describe('a stop and a target for what is held', () => {
  const pair = { side: 'sell', type: 'oco', stopPrice: '29000', targetPrice: '31000' } as const

  it('are counted at the stop, and both are wished for', () => {
    const { worth, problems } = readTicket(ticket(pair), market())
    expect([exactText(worth ?? 0n), problems]).toEqual(['290', {}])
    expect(requestFrom(ticket(pair), 'BTC/USDT', 'w-1')).toMatchObject({
      ...pair,
      price: null,
      triggerPrice: null,
    })
  })

  it.each([
    [{ stopPrice: '' }, { stopPrice: 'Enter the stop price in USDT.' }],
    [{ targetPrice: '' }, { targetPrice: 'Enter the target price in USDT.' }],
    [{ stopPrice: '30000' }, { stopPrice: 'The stop has to be below the last price.' }],
    [{ targetPrice: '30000' }, { targetPrice: 'The target has to be above the last price.' }],
  ])('%j is wrong', (changes, problems) => {
    expect(readTicket(ticket({ ...pair, ...changes }), market()).problems).toEqual(problems)
  })

  it('are offered to sell, and not to buy', () => {
    const { rules } = market()
    expect(typesFor('sell', rules)).toContain('oco')
    expect(typesFor('buy', rules)).not.toContain('oco')
  })
})

describe('a trailing stop', () => {
  const trailing = { side: 'sell', type: 'trailing-stop' } as const

  it('is wished for with its distance, at the last price', () => {
    const form = ticket({ ...trailing, trailingPercent: '2.50' })
    expect(readTicket(form, market()).problems).toEqual({})
    expect(exactText(readTicket(form, market()).worth ?? 0n)).toBe('300')
    expect(requestFrom(form, 'BTC/USDT', 'w-1')).toMatchObject({ trailingPercent: '2.5' })
  })

  it.each(['', '0', '51', '0.001'])('is wrong %j percent behind', (trailingPercent) => {
    const { problems } = readTicket(ticket({ ...trailing, trailingPercent }), market())
    expect(problems.trailingPercent).toBeDefined()
  })
})

describe('a share of what is free', () => {
  it('leaves room for fees when buying', () => {
    expect(shareOfFree(ticket({ limitPrice: '30000' }), market(), 100n)).toBe('0.3329')
    expect(shareOfFree(ticket({ limitPrice: '30000' }), market(), 25n)).toBe('0.08322')
  })

  it('is of what can be sold when selling', () => {
    expect(shareOfFree(ticket({ side: 'sell' }), market(), 50n)).toBe('0.25')
  })

  it('is nothing while no price is known', () => {
    expect(shareOfFree(ticket({ limitPrice: '' }), market(), 50n)).toBe('')
  })
})

describe('a warning', () => {
  it.each([
    [{ limitPrice: '30000' }, 'trades at once'],
    [{ side: 'sell', limitPrice: '30000' }, 'trades at once'],
    [{ type: 'stop', side: 'sell', triggerPrice: '30001' }, 'sent on at once'],
    [{ type: 'take-profit', side: 'sell', triggerPrice: '29999' }, 'sent on at once'],
    [{ quantity: '0.5' }, 'and 10,000.00 are free: it is refused.'],
    [{ quantity: '0.3448' }, 'and 10,000.00 are free: the exchange may reject it.'],
    [{ quantity: '0.50001', side: 'sell', limitPrice: '31000' }, 'Only 0.5 BTC can be sold'],
  ] as const)('is given for %j', (changes, words) => {
    expect(readTicket(ticket(changes), market()).warning).toContain(words)
  })

  it.each([
    [{ limitPrice: '29999' }],
    [{ side: 'sell', limitPrice: '30001' }],
    [{ type: 'stop', side: 'sell', triggerPrice: '29999' }],
    [{ type: 'take-profit', side: 'sell', triggerPrice: '30001' }],
    [{ type: 'market' }],
    [{ quantity: '0.344' }],
    [{ quantity: '0.5', side: 'sell', limitPrice: '31000' }],
  ] as const)('is not given for %j', (changes) => {
    expect(readTicket(ticket(changes), market()).warning).toBeNull()
  })
})

describe('the wish', () => {
  it('of a purchase has the exits that were typed, and of a sale none', () => {
    const form = ticket({ stopPrice: '28,000', targetPrice: '' })
    expect(requestFrom(form, 'BTC/USDT', 'w-1')).toMatchObject({ stopPrice: '28000' })
    expect(requestFrom(form, 'BTC/USDT', 'w-1')).not.toHaveProperty('targetPrice')
    const sale = requestFrom({ ...form, side: 'sell' }, 'BTC/USDT', 'w-1')
    expect(sale).not.toHaveProperty('stopPrice')
  })

  it('has decimal text, and only what the type takes', () => {
    const form = ticket({ quantity: ' 1,000.50 ', postOnly: true, triggerPrice: '7' })
    expect(requestFrom(form, 'BTC/USDT', 'w-1')).toEqual({
      intentId: 'w-1',
      symbol: 'BTC/USDT',
      side: 'buy',
      type: 'limit',
      quantity: '1000.5',
      price: '29000',
      triggerPrice: null,
      timeInForce: 'gtc',
      postOnly: true,
    })
    expect(requestFrom({ ...form, type: 'market' }, 'BTC/USDT', 'w-1')).toMatchObject({
      price: null,
      triggerPrice: null,
      postOnly: false,
    })
    expect(
      requestFrom({ ...form, type: 'stop-limit', timeInForce: 'ioc' }, 'X/Y', 'w-1'),
    ).toMatchObject({ price: '29000', triggerPrice: '7', timeInForce: 'ioc', postOnly: false })
  })
})

describe('limits of one order', () => {
  it('are sent where somebody typed some and they hold something back', () => {
    const typed = { collarPercent: '1', slippagePercent: '.5' }
    const request = (changes: Partial<TicketForm>) =>
      requestFrom(ticket({ ...typed, ...changes }), 'BTC/USDT', 'w-1')
    expect(request({ type: 'market' })).toMatchObject({
      collarPercent: '1',
      slippagePercentMax: '0.5',
    })
    expect(request({})).toMatchObject({ collarPercent: '1' })
    expect(request({})).not.toHaveProperty('slippagePercentMax')
    expect(request({ side: 'sell', type: 'market' })).not.toHaveProperty('collarPercent')
    expect(request({ collarPercent: ' ' })).not.toHaveProperty('collarPercent')
  })

  it.each(['0', '-1', '100.1', 'much'])('of %s percent are refused with the reason', (text) => {
    const form = ticket({ type: 'market', collarPercent: text, slippagePercent: text })
    expect(readTicket(form, market()).problems).toEqual({
      collarPercent: expect.stringContaining('above 0 and at most 100'),
      slippagePercent: expect.stringContaining('above 0 and at most 100'),
    })
    expect(readTicket({ ...form, side: 'sell' }, market()).problems).toEqual({})
  })
})

describe('the stop and the target of a purchase', () => {
  it('are taken on either side of its price', () => {
    const form = ticket({ stopPrice: '28999.99', targetPrice: '29000.01' })
    expect(readTicket(form, market()).problems).toEqual({})
  })

  it('are refused on the wrong side of it, or at it', () => {
    const form = ticket({ stopPrice: '29000', targetPrice: '29000' })
    expect(readTicket(form, market()).problems).toEqual({
      stopPrice: 'The stop has to be below the price of the purchase.',
      targetPrice: 'The target has to be above the price of the purchase.',
    })
    expect(readTicket(ticket({ type: 'market', stopPrice: '30001' }), market()).problems).toEqual({
      stopPrice: 'The stop has to be below the price of the purchase.',
    })
  })
})
