import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { backtestDocument } from '../../app/contract/backtest-document.ts'
import { temporaryFolder } from '../../app/storage/temporary-folder.fixture.ts'
import { captured } from './captured-output.fixture.ts'
import { runCommand } from './run-command.ts'

const MINUTE_MS = 60_000
const START = Date.UTC(2024, 0, 1)
const COUNT = 1_200
const SERIES = ['--exchange', 'kraken', '--symbol', 'BTC/EUR'] as const
const STRATEGY = ['--strategy', 'sma-cross', '--params', '{"fast":5,"slow":12}'] as const

/** Minutes of a wave, without those of one stretch. */
function csvIn(folder: string): string {
  const path = join(folder, 'minutes.csv')
  const price = (minute: number) => (30_000 + 900 * Math.sin(minute / 40) + (minute % 7)).toFixed(2)
  const rows = Array.from({ length: COUNT }, (_, minute) => minute)
    .filter((minute) => minute < 600 || minute >= 640)
    .map((minute) => {
      const [open, close] = [price(minute), price(minute + 1)]
      const [low, high] = [open, close].sort()
      return [START + minute * MINUTE_MS, open, high, low, close, '1.5'].join(',')
    })
  writeFileSync(path, ['timestamp,open,high,low,close,volume', ...rows].join('\n'))
  return path
}

async function called(args: readonly string[]) {
  const { value: status, ...printed } = await captured(() => runCommand(args))
  return { status, ...printed }
}

async function profileWithCandles() {
  const profile = temporaryFolder()
  const path = csvIn(profile)
  const imported = await called(['data', 'import', path, ...SERIES, '--profile', profile])
  expect(imported.status, imported.errors).toBe(0)
  return { profile, path }
}

async function tested(args: readonly string[]) {
  const { status, output, errors } = await called(['backtest', ...STRATEGY, ...args, '--json'])
  expect(status, errors).toBe(0)
  return backtestDocument.parse(JSON.parse(output))
}

/** What came out of a run, apart from how long it took and what its candles are called. */
function outcome({ elapsedMs: _time, setup, ...rest }: Awaited<ReturnType<typeof tested>>) {
  const { candles: _candles, finer: _finer, ...asked } = setup
  return { ...rest, setup: asked }
}

it('gives what the file gives from which the candles came, gaps and all', async () => {
  const { profile, path } = await profileWithCandles()
  const range = ['--from', '2024-01-01T02:00Z', '--to', '2024-01-01T18:00Z', '--timeframe', '1m']
  const ofFile = await tested(['--candles', path, '--symbol', 'BTC/EUR', ...range])
  const stored = await tested([...SERIES, '--profile', profile, ...range])
  expect(stored.trades.length).toBeGreaterThan(5)
  expect(outcome(stored)).toEqual(outcome(ofFile))
  expect(stored.setup.candles).toEqual({ name: 'kraken BTC/EUR', repair: null })
  expect(JSON.stringify(stored.trust)).toContain('40 candles')
})

it('makes longer candles of those that there are, and fills inside them by the shorter ones', async () => {
  const { profile } = await profileWithCandles()
  const five = ['--timeframe', '5m', '--profile', profile]
  const plain = await tested([...SERIES, ...five])
  expect(plain.candles).toBe((COUNT - 40) / 5)
  const inside = await tested([...SERIES, ...five, '--finer', '1m', '--stop', 'percent:0.5'])
  expect(inside.setup.finer).toEqual({ name: 'kraken BTC/EUR', timeframe: '1m' })
})

it('says what there is where there is nothing like that', async () => {
  const { profile } = await profileWithCandles()
  const refused = async (expected: number, ...args: string[]) => {
    const common = ['backtest', ...STRATEGY, '--timeframe', '1m', '--profile', profile]
    const { status, output, errors } = await called([...common, ...args])
    expect([status, output]).toEqual([expected, ''])
    return errors
  }
  expect(await refused(2, ...SERIES, '--from', '2025-01-01')).toContain(
    'kraken BTC/EUR has those from 2024-01-01T00:00:00.000Z to 2024-01-01T19:59:00.000Z',
  )
  expect(await refused(1, '--exchange', 'kraken', '--symbol', 'ETH/EUR')).toContain(
    'There are no 1m candles of ETH/EUR at kraken',
  )
  expect(await refused(1, ...SERIES, '--timeframe', '1d')).toContain('no 1d candles of BTC/EUR')
  expect(await refused(2, ...SERIES, '--candles', 'x.csv')).toContain('exclude each other')
  expect(await refused(2, '--symbol', 'BTC/EUR')).toContain('--candles is missing')
  expect(await refused(2, ...SERIES, '--repair')).toContain('--repair is for files')
  expect(await refused(1, ...SERIES, '--also', 'ETH/EUR')).toContain('no 1m candles of ETH/EUR')
})
