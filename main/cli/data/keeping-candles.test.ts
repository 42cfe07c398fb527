import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { executeIn } from '../../../app/storage/raw-database.fixture.ts'
import { temporaryFolder } from '../../../app/storage/temporary-folder.fixture.ts'
import { CommandLine } from '../command-line.fixture.ts'

const SERIES = ['--exchange', 'kraken', '--symbol', 'BTC/EUR'] as const
const MINUTE_MS = 60_000
/** A Monday, three weeks before now. */
const START = Math.floor((Date.now() / 86_400_000 - 4 - 21) / 7) * 7 * 86_400_000 + 4 * 86_400_000

class Keeper {
  readonly profile = temporaryFolder()

  file(name: string, minutes: readonly number[]): string {
    const rows = minutes.map((minute) => {
      const price = 30_000 + (minute % 50)
      return [
        START + minute * MINUTE_MS,
        price,
        price + 5,
        price - 5,
        price + 1,
        `${minute % 9}.25`,
      ]
    })
    const path = join(this.profile, name)
    const lines = ['timestamp,open,high,low,close,volume', ...rows.map((row) => row.join(','))]
    writeFileSync(path, lines.map((line) => `${line}\n`).join(''))
    return path
  }

  async run(name: string, args: readonly string[], status = 0) {
    const command = new CommandLine(['data', name, '--profile', this.profile, ...args])
    expect(await command.status(), command.errors).toBe(status)
    return { output: command.output, errors: command.errors }
  }
}

function countTo(count: number): readonly number[] {
  return Array.from({ length: count }, (_, minute) => minute)
}

it('exports what was imported, to the last digit, and never over another file', async () => {
  const keeper = new Keeper()
  const path = keeper.file('in.csv', countTo(200))
  const { output } = await keeper.run('import', [path, ...SERIES])
  expect(output).toContain('in.csv: 200 1m candles, ')
  const out = join(keeper.profile, 'out.csv')
  const wish = [...SERIES, '--timeframe', '1m', '--output', out]
  await keeper.run('export', wish)
  expect(readFileSync(out, 'utf8')).toBe(readFileSync(path, 'utf8'))
  expect((await keeper.run('export', wish, 2)).errors).toContain('is there already')
  const json = join(keeper.profile, 'out.json')
  await keeper.run('export', [...wish.slice(0, -1), json, '--format', 'freqtrade'])
  await keeper.run('import', [json, '--exchange', 'copy', '--symbol', 'BTC/EUR'])
  const copied = await keeper.run('query', ['--exchange', 'copy', ...wish.slice(2, 6)])
  expect(copied.output).toBe(readFileSync(path, 'utf8'))
  const hours = await keeper.run('query', [...SERIES, '--timeframe', '2h', '--limit', '5'])
  expect(hours.output.trim().split('\n')).toHaveLength(2)
})

it('takes nothing in of a file with one bad line', async () => {
  const keeper = new Keeper()
  await keeper.run('import', [keeper.file('good.csv', countTo(10)), ...SERIES])
  const bad = keeper.file('bad.csv', countTo(300))
  writeFileSync(bad, `${readFileSync(bad, 'utf8')}${START + 300 * MINUTE_MS},1,2,1,1,-1\n`)
  const { errors } = await keeper.run('import', [bad, ...SERIES], 1)
  expect(errors).toContain('bad.csv, line 302, column 6 (volume): "-1" is negative.')
  const { output } = await keeper.run('query', [...SERIES, '--timeframe', '1m'])
  expect(output.trim().split('\n')).toHaveLength(11)
})

it('lists gaps, and says what there is', async () => {
  const keeper = new Keeper()
  const minutes = countTo(600).filter((minute) => minute < 100 || minute >= 130)
  await keeper.run('import', [keeper.file('in.csv', minutes), ...SERIES])
  const listed = await keeper.run('gaps', ['--json'])
  expect(JSON.parse(listed.output)).toMatchObject([{ candles: 30, why: 'not downloaded' }])
  const stats = await keeper.run('stats', ['--json'])
  expect(JSON.parse(stats.output)).toMatchObject({
    series: [
      { timeframe: '1m', of: null, candles: 570 },
      { timeframe: '5m', of: '1m', candles: 114 },
      { timeframe: '15m', candles: 39 },
      { timeframe: '1h', candles: 10 },
      { timeframe: '4h', candles: 2 },
    ],
  })
})

it('shows what would go before it goes, and keeps longer candles', async () => {
  const keeper = new Keeper()
  await keeper.run('import', [keeper.file('in.csv', countTo(9 * 1_440)), ...SERIES])
  const shown = await keeper.run('retain', ['--timeframe', '1m', '--keep', '14d'])
  expect(shown.output).toContain('1m candles are kept for 2w.')
  expect(shown.output).toContain('10080')
  const query = [...SERIES, '--timeframe', '1m']
  const lines = async (wish: readonly string[]) =>
    (await keeper.run('query', wish)).output.trim().split('\n').length - 1
  expect(await lines(query)).toBe(9 * 1_440)
  await keeper.run('retain', ['--apply'])
  expect(await lines(query)).toBe(2 * 1_440)
  expect(await lines([...SERIES, '--timeframe', '1d'])).toBe(9)
  expect((await keeper.run('check', [])).output).toBe('All is sound.\n')
  expect((await keeper.run('vacuum', [])).output).toMatch(/MB were given back/)
})

it('names a block that is damaged, in a query as in a check', async () => {
  const keeper = new Keeper()
  await keeper.run('import', [keeper.file('in.csv', countTo(5_000)), ...SERIES])
  executeIn(
    join(keeper.profile, 'candles.db'),
    "UPDATE candle_blocks SET data = CAST(data || x'00' AS BLOB) WHERE series_id = 1",
  )
  const place = `the block from ${new Date(START).toISOString()}: its checksum is wrong`
  expect((await keeper.run('check', [], 1)).output).toContain(place)
  expect((await keeper.run('query', [...SERIES, '--timeframe', '1m'], 1)).errors).toContain(place)
})

it('changes nothing in a profile that can only be looked at, and says where there is nothing', async () => {
  const keeper = new Keeper()
  expect((await keeper.run('stats', [], 1)).errors).toContain('There are no candles in')
  expect((await keeper.run('frobnicate', [], 2)).errors).toContain('Say what is to be done')
  const path = keeper.file('in.csv', countTo(5))
  const off = new CommandLine(['view-only', 'on', '--profile', keeper.profile])
  expect(await off.status(), off.errors).toBe(0)
  const refused = await keeper.run('import', [path, ...SERIES], 2)
  expect(refused.errors).toContain('can only be looked at')
  expect(existsSync(join(keeper.profile, 'candles.db'))).toBe(false)
})
