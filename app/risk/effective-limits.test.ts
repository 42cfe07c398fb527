import { expect, it } from 'vitest'
import { rateFromPercent } from '../domain/amount.ts'
import { money } from '../domain/sample-market.fixture.ts'
import { effectiveLimits } from './effective-limits.ts'

it('takes the strictest of all levels, and names whose it is', () => {
  const limits = effectiveLimits({
    order: { slippageMax: rateFromPercent(1) },
    bot: { notionalMax: money('900'), slippageMax: rateFromPercent(2) },
    account: { notionalMax: money('1000'), notionalMin: money('10'), stopCoolDownMs: 5 },
    global: { notionalMax: money('800'), notionalMin: money('20'), stopCoolDownMs: 4 },
  })
  expect(limits.notionalMax).toEqual({ value: money('800'), level: 'global' })
  expect(limits.notionalMin).toEqual({ value: money('20'), level: 'global' })
  expect(limits.stopCoolDownMs).toEqual({ value: 5, level: 'account' })
  expect(limits.slippageMax).toEqual({ value: rateFromPercent(1), level: 'order' })
  expect(limits.spreadMax).toBeNull()
})

it('compares amounts that are too large for a float', () => {
  const [larger, smaller] = [money('123456789012345678.1'), money('123456789012345678')]
  const limits = effectiveLimits({
    bot: { notionalMax: larger, notionalMin: smaller },
    account: { notionalMax: smaller, notionalMin: larger },
  })
  expect(limits.notionalMax).toEqual({ value: smaller, level: 'account' })
  expect(limits.notionalMin).toEqual({ value: larger, level: 'account' })
})

it('names the level nearest to the order where two are as strict', () => {
  const limits = effectiveLimits({ account: { openOrdersMax: 3 }, global: { openOrdersMax: 3 } })
  expect(limits.account.openOrdersMax).toEqual({ value: 3, level: 'account' })
})

it('keeps what is counted apart: the bot, and the account with the profile', () => {
  const group = { name: 'majors', assets: ['BTC'], shareMax: rateFromPercent(50) }
  const limits = effectiveLimits({
    bot: { openOrdersMax: 1, groups: [group] },
    account: { openOrdersMax: 5, ordersPerMinuteMax: 9 },
    global: { openOrdersMax: 4, groups: [group] },
  })
  expect(limits.own.openOrdersMax).toEqual({ value: 1, level: 'bot' })
  expect(limits.own.ordersPerMinuteMax).toBeNull()
  expect(limits.own.groups).toEqual([{ value: group, level: 'bot' }])
  expect(limits.account.openOrdersMax).toEqual({ value: 4, level: 'global' })
  expect(limits.account.groups).toEqual([{ value: group, level: 'global' }])
})

it('asks for a stop when one level does, and for the markets of all that name some', () => {
  const limits = effectiveLimits({
    bot: { isStopRequired: false, allowedSymbols: ['BTC/USDT'] },
    account: { isStopRequired: true, allowedSymbols: null },
    global: { allowedSymbols: [] },
  })
  expect(limits.stopRequiredBy).toBe('account')
  expect(limits.allowedSymbols).toEqual([
    { value: ['BTC/USDT'], level: 'bot' },
    { value: [], level: 'global' },
  ])
})
