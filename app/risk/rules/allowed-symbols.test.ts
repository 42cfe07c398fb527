import { expect, it } from 'vitest'
import { effectiveLimits } from '../effective-limits.ts'
import { ask, askExit } from '../sample-risk-context.fixture.ts'
import { allowedSymbols } from './allowed-symbols.ts'

it('allows a market that is named, and any where none is', () => {
  expect(ask(allowedSymbols, { limits: { allowedSymbols: ['ETH/USDT', 'BTC/USDT'] } })).toBe('')
  expect(ask(allowedSymbols)).toBe('')
})

it('refuses another one', () => {
  const limits = { allowedSymbols: ['ETH/USDT', 'SOL/USDT'] }
  expect(ask(allowedSymbols, { limits, level: 'global' })).toBe(
    'BTC/USDT is not among the markets of the limit of all accounts: ETH/USDT, SOL/USDT',
  )
})

it('asks every level that names some', () => {
  const limits = effectiveLimits({
    bot: { allowedSymbols: ['BTC/USDT'] },
    account: { allowedSymbols: ['ETH/USDT'] },
  })
  expect(ask(allowedSymbols, { context: { limits } })).toContain("the account's limit: ETH/USDT")
})

it('is not in the way of an exit', () => {
  expect(askExit(allowedSymbols, { limits: { allowedSymbols: [] } })).toBe('')
})
