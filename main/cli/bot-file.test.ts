import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { NO_LIMITS_VIEW } from '../../app/contract/sample-limits.fixture.ts'
import { rateFromPercent as percent } from '../../app/domain/amount.ts'
import { money, quantity } from '../../app/domain/sample-market.fixture.ts'
import type { Sizing } from '../../app/domain/sizing.ts'
import { temporaryFolder } from '../../app/storage/temporary-folder.fixture.ts'
import { readBotFile } from './bot-file.ts'

const GOOD = {
  strategy: 'sma-cross',
  params: { fast: 10, slow: 30 },
  symbol: 'BTC/USDT',
  timeframe: '1m',
  sizing: 'percent-of-equity:10',
  exits: { stop: 'percent:2', target: 'percent:4', trailing: null },
}

function botFrom(content: unknown, name = 'Cross Over.json') {
  const path = join(temporaryFolder(), name)
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content))
  return readBotFile(path).bot
}

function limitsIn(limits: unknown) {
  const path = join(temporaryFolder(), 'bot.json')
  writeFileSync(path, JSON.stringify({ ...GOOD, limits }))
  return readBotFile(path).limits
}

it('is the bot that it describes, under the name of its file', () => {
  expect(botFrom(GOOD)).toEqual({
    id: 'crossove',
    name: 'Cross Over',
    strategyId: 'sma-cross',
    parameters: { fast: 10, slow: 30 },
    symbol: 'BTC/USDT',
    timeframe: '1m',
    sizing: { kind: 'percent-of-equity', share: 10_000_000 },
    exits: { stop: 2_000_000, target: 4_000_000, trailing: null },
  })
})

it('needs no exits', () => {
  const { exits, ...plain } = GOOD
  const none = { stop: null, target: null, trailing: null }
  expect(botFrom(plain).exits).toEqual(none)
  expect(botFrom({ ...GOOD, exits: {} }).exits).toEqual(none)
  expect(botFrom({ ...GOOD, exits: { ...exits, stop: null } }).exits.stop).toBeNull()
})

describe('sizings', () => {
  it.each<[string, Sizing]>([
    ['percent-of-equity:10', { kind: 'percent-of-equity', share: percent(10) }],
    ['fixed-amount:0.01', { kind: 'fixed-amount', quantity: quantity('0.01') }],
    ['fixed-quote:250', { kind: 'fixed-quote', amount: money('250') }],
    ['risk-percent:1', { kind: 'risk-percent', share: percent(1) }],
    [
      'volatility-target:1:14:2',
      { kind: 'volatility-target', share: percent(1), period: 14, multiple: percent(200) },
    ],
    [
      'kelly:0.55:1.5:0.25:20',
      {
        kind: 'kelly',
        winRate: percent(55),
        payoffRatio: percent(150),
        fraction: percent(25),
        shareMax: percent(20),
      },
    ],
  ])('%s', (sizing, expected) => {
    expect(botFrom({ ...GOOD, sizing }).sizing).toEqual(expected)
  })
})

describe('a file that describes none', () => {
  it.each<[string, unknown, string]>([
    ['is no JSON', '{ strategy: sma }', 'is not JSON'],
    ['is empty', '', 'is not JSON'],
    ['is a list', [], 'it must be an object'],
    ['has no strategy', { ...GOOD, strategy: undefined }, 'strategy Invalid input'],
    [
      'has one that nobody knows',
      { ...GOOD, strategy: 'luck' },
      'there is no strategy "luck" (there are: sma-cross',
    ],
    [
      'has a name of the language’s for one',
      { ...GOOD, strategy: 'constructor' },
      'there is no strategy',
    ],
    ['has no parameters', { ...GOOD, params: undefined }, 'params Invalid input'],
    [
      'has one too few',
      { ...GOOD, params: { fast: 10 } },
      'Slow average must be a number from 3 to 500',
    ],
    ['has one too many', { ...GOOD, params: { ...GOOD.params, luck: 1 } }, 'Unrecognized key'],
    ['has one as text', { ...GOOD, params: { fast: '10', slow: 30 } }, 'params.fast Invalid input'],
    [
      'has them the wrong way round',
      { ...GOOD, params: { fast: 30, slow: 10 } },
      'must be shorter than',
    ],
    ['has a symbol that is none', { ...GOOD, symbol: 'BTCUSDT' }, 'symbol '],
    ['has a timeframe that is none', { ...GOOD, timeframe: '7m' }, 'timeframe Invalid option'],
    ['has no sizing', { ...GOOD, sizing: undefined }, 'sizing Invalid input'],
    [
      'has another sizing',
      { ...GOOD, sizing: 'all-in' },
      'sizing must look like "percent-of-equity:10"',
    ],
    [
      'stakes nothing',
      { ...GOOD, sizing: 'percent-of-equity:0' },
      'sizing "percent-of-equity:0": The share must be from 0.001 to 100 %.',
    ],
    [
      'stakes more than there is',
      { ...GOOD, sizing: 'percent-of-equity:101' },
      'The share must be from 0.001 to 100 %.',
    ],
    ['buys nothing', { ...GOOD, sizing: 'fixed-amount:0' }, 'The amount must be a number above 0'],
    [
      'risks a share without a stop',
      { ...GOOD, sizing: 'risk-percent:1', exits: { trailing: 'percent:2' } },
      'sizing "risk-percent:1": Risk percent needs a stop',
    ],
    [
      'leaves out a number',
      { ...GOOD, sizing: 'volatility-target:1:14' },
      'sizing must look like "volatility-target:1:14:2".',
    ],
    [
      'averages over half a candle',
      { ...GOOD, sizing: 'volatility-target:1:14.5:2' },
      'The period must be whole candles.',
    ],
    [
      'stakes on bets that lose',
      { ...GOOD, sizing: 'kelly:0.4:1.5:0.25:20' },
      'the trades lose in the long run',
    ],
    [
      'has a stop at zero',
      { ...GOOD, exits: { stop: 'percent:0' } },
      'exits.stop must be above 0 and below 100 percent, or null for none',
    ],
    [
      'has a stop that lets all be lost',
      { ...GOOD, exits: { stop: 'percent:100' } },
      'exits.stop must be above 0 and below 100 percent',
    ],
    [
      'has a target below its entry',
      { ...GOOD, exits: { target: 'percent:-4' } },
      'exits.target must look like "percent:2"',
    ],
    [
      'stakes less than nothing',
      { ...GOOD, sizing: 'percent-of-equity:-5' },
      'sizing must look like',
    ],
    ['has another stop', { ...GOOD, exits: { stop: 2 } }, 'exits.stop Invalid input'],
    [
      'has a stop without its unit',
      { ...GOOD, exits: { stop: '2' } },
      'exits.stop must look like "percent:2"',
    ],
    [
      'has an exit that nobody knows',
      { ...GOOD, exits: { luck: 'percent:2' } },
      'Unrecognized key',
    ],
    ['says more', { ...GOOD, colour: 'red' }, 'Unrecognized key'],
  ])('%s', (_, content, problem) => {
    expect(() => botFrom(content)).toThrow(problem)
  })

  it.each([
    ['!!!.json', 'must have letters or digits'],
    ['manual.json', 'not be "manual"'],
  ])('is called %s', (name, problem) => {
    expect(() => botFrom(GOOD, name)).toThrow(problem)
  })

  it('is not there', () => {
    expect(() => readBotFile('/nowhere/bot.json')).toThrow('cannot be read')
  })
})

describe('limits', () => {
  it('are those that the file names, and no others', () => {
    const limits = { notionalMax: '500', openOrdersMax: 2, isStopRequired: true }
    expect(limitsIn(limits)).toEqual({ ...NO_LIMITS_VIEW, ...limits })
    expect(limitsIn({})).toEqual(NO_LIMITS_VIEW)
    expect(limitsIn(undefined)).toBeNull()
  })

  it.each<[unknown, string]>([
    [[], 'limits: '],
    [{ largest: '500' }, 'limits: Unrecognized key: "largest"'],
    [{ notionalMax: 500 }, 'limits.notionalMax: Invalid input: expected string'],
    [{ notionalMax: '-5' }, 'limits.notionalMax: It must be above zero.'],
    [
      { positionPercentMax: 200 },
      'limits.positionPercentMax: It must be above 0 and at most 100 %.',
    ],
    [{ exposurePercentMax: 90, reservePercent: 20 }, 'add up to 110 %'],
    [{ allowedSymbols: ['bitcoin'] }, 'limits.allowedSymbols.0: must look like BTC/USDT'],
    [
      {
        groups: [
          { name: 'a', assets: ['BTC'], percentMax: 60 },
          { name: 'b', assets: ['ETH'], percentMax: 60 },
        ],
      },
      'The shares of the groups add up to 120 %',
    ],
  ])('that make no sense are refused with the reason: %j', (limits, problem) => {
    expect(() => limitsIn(limits)).toThrow(problem)
  })
})
