import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
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
  return readBotFile(path)
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
  expect(botFrom({ ...GOOD, exits: { ...exits, stop: 'percent:0' } }).exits.stop).toBeNull()
})

describe('a file that describes none', () => {
  it.each<[string, unknown, string]>([
    ['is no JSON', '{ strategy: sma }', 'is not JSON'],
    ['is empty', '', 'is not JSON'],
    ['is a list', [], 'it Invalid input'],
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
    ['stakes nothing', { ...GOOD, sizing: 'percent-of-equity:0' }, 'sizing must be above 0'],
    [
      'stakes more than there is',
      { ...GOOD, sizing: 'percent-of-equity:101' },
      'at most 100 percent',
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
