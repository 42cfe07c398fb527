import { expect, it, onTestFinished } from 'vitest'
import { temporaryFolder } from '../../../app/storage/temporary-folder.fixture.ts'
import { FakeBinance } from '../../../e2e/fake-exchange/fake-binance.ts'
import { CommandLine } from '../command-line.fixture.ts'

const KLINES = '/api/v3/klines'
const MINUTE_MS = 60_000
const FROM = Date.UTC(2026, 0, 5)
/** Two days of minutes: three pages. */
const UNTIL = Date.UTC(2026, 0, 7)
const NOW = Date.UTC(2026, 0, 10)

class DownloadBench {
  readonly exchange = new FakeBinance({ startTime: NOW })
  readonly profile = temporaryFolder()

  async open(): Promise<this> {
    await this.exchange.start()
    onTestFinished(() => this.exchange.stop())
    return this
  }

  data(name: string, ...args: readonly string[]): CommandLine {
    return new CommandLine(['data', name, '--profile', this.profile, ...args])
  }

  download(...args: readonly string[]): CommandLine {
    const market = ['--exchange', 'binance', '--symbol', 'BTC/USDT', '--exchange-url']
    const range = ['--from', String(FROM), '--to', String(UNTIL)]
    return this.data('download', ...market, this.exchange.url, ...range, ...args)
  }

  async output(command: CommandLine, status = 0): Promise<string> {
    expect(await command.status(), command.errors).toBe(status)
    return command.output
  }

  /** Open times of the minutes that are stored. */
  async stored(): Promise<readonly number[]> {
    const series = ['--exchange', 'binance', '--symbol', 'BTC/USDT', '--timeframe', '1m']
    const lines = (await this.output(this.data('query', ...series))).trim().split('\n')
    return lines.slice(1).map((line) => Number(line.split(',')[0]))
  }

  get pagesAsked(): number {
    return this.exchange.requests.filter((path) => path.startsWith(KLINES)).length
  }
}

function minutes(from: number, until: number): readonly number[] {
  return Array.from({ length: (until - from) / MINUTE_MS }, (_, index) => from + index * MINUTE_MS)
}

it('goes on where it was killed, and says so', async () => {
  const bench = await new DownloadBench().open()
  let pages = 0
  let command: CommandLine | undefined
  const action = () => {
    pages += 1
    if (pages === 4) command?.kill('SIGKILL')
  }
  // The newest page, which tells how fine prices are, and two of three pages.
  bench.exchange.failWith({ kind: 'meanwhile', action }, { path: KLINES, moment: 'after' })
  command = bench.download('--verify', '0')
  expect(await command.status()).toBeNull()
  bench.exchange.calm()
  const left = await bench.stored()
  expect(left.length).toBeGreaterThanOrEqual(1_000)
  expect(left).toEqual(minutes(FROM, UNTIL).slice(0, left.length))
  expect(left.length).toBeLessThan(2_880)
  const asked = bench.pagesAsked
  const resumed = bench.data('download', '--exchange-url', bench.exchange.url, '--verify', '0')
  expect(await bench.output(resumed)).toContain(
    `${2_880 - left.length} candles came; 2880 are kept`,
  )
  expect(resumed.errors).toContain('going on with the download that was begun on')
  expect(bench.pagesAsked - asked).toBeLessThanOrEqual(3)
  expect(await bench.stored()).toEqual(minutes(FROM, UNTIL))
  expect(await bench.output(bench.data('download'))).toContain('No download was begun')
})

it.each([
  { status: 429, words: 'asked for fewer requests' },
  { status: 418, words: 'asked for fewer requests' },
] as const)('waits for as long as the exchange says with a $status', async ({ status, words }) => {
  const bench = await new DownloadBench().open()
  let pages = 0
  const action = () => {
    pages += 1
    if (pages === 2) {
      bench.exchange.failWith({ kind: 'rate-limit', status, retryAfterSeconds: 1 }, KLINES, 1)
    }
  }
  bench.exchange.failWith({ kind: 'meanwhile', action }, { path: KLINES, moment: 'after' }, 2)
  const command = bench.download('--verify', '0')
  expect(await bench.output(command)).toContain('2880 candles came')
  expect(command.errors).toContain(words)
  expect(command.errors).toContain('Trying again in 1 s.')
  expect(await bench.stored()).toEqual(minutes(FROM, UNTIL))
})

it.each([
  { kind: 'empty' },
  { kind: 'truncated' },
  { kind: 'bad-shape', body: {} },
  { kind: 'reset' },
] as const)('takes an answer that is $kind for none, and asks again', async (fault) => {
  const bench = await new DownloadBench().open()
  let pages = 0
  const action = () => {
    pages += 1
    if (pages === 2) bench.exchange.failWith(fault, KLINES, 1)
  }
  bench.exchange.failWith({ kind: 'meanwhile', action }, { path: KLINES, moment: 'after' }, 2)
  const command = bench.download('--verify', '0')
  expect(await bench.output(command)).toBe(
    'binance BTC/USDT 1m: 2880 candles came; 2880 are kept now.\n',
  )
  expect(command.errors).toContain('Trying again in 1 s.')
})

it('remembers where the exchange has none, and asks there again only when told to', async () => {
  const bench = await new DownloadBench().open()
  const [gap, end] = [FROM + 100 * MINUTE_MS, FROM + 130 * MINUTE_MS]
  bench.exchange.market.lose('BTCUSDT', gap, end)
  const first = await bench.output(bench.download())
  expect(first).toContain('Binance has none from 2026-01-05T01:40:00Z to 2026-01-05T02:10:00Z.')
  expect(first).toContain("were held against Binance's, and all are the same.")
  const listed = await bench.output(bench.data('gaps', '--json'))
  expect(JSON.parse(listed)).toMatchObject([{ candles: 30, why: 'the exchange has none' }])
  bench.exchange.market.find('BTCUSDT')
  expect(await bench.output(bench.download('--verify', '0'))).toContain('0 candles came')
  expect(await bench.output(bench.download('--refill', '--verify', '0'))).toContain(
    '30 candles came',
  )
  expect(await bench.stored()).toEqual(minutes(FROM, UNTIL))
})

it('keeps what a market had that is no longer traded, or no longer listed', async () => {
  const bench = await new DownloadBench().open()
  const lastDay = Date.UTC(2026, 0, 6)
  bench.exchange.market.lose('BTCUSDT', lastDay, NOW)
  bench.exchange.engine.setTrading('BTCUSDT', false)
  const ended = await bench.output(bench.download())
  expect(ended).toContain('1440 candles came')
  expect(ended).toContain('has none from 2026-01-06T00:00:00Z to 2026-01-07T00:00:00Z.')
  const unknown = bench.download('--symbol', 'GONE/USDT')
  expect(await bench.output(unknown, 1)).toContain('binance BTC/USDT 1m: 0 candles came')
  expect(unknown.errors).toContain('Binance does not list GONE/USDT, or no longer does.')
  expect(await bench.stored()).toEqual(minutes(FROM, lastDay))
  expect(await bench.output(bench.data('download'))).toContain('No download was begun')
})

it('keeps what an exchange has dropped from its history, and says so', async () => {
  const bench = await new DownloadBench().open()
  await bench.output(bench.download('--verify', '0'))
  bench.exchange.market.lose('BTCUSDT', 0, UNTIL - 60 * MINUTE_MS)
  const again = await bench.output(
    bench.download('--from', String(FROM - 86_400_000), '--verify', '9'),
  )
  expect(again).toContain('Binance has none before 2026-01-05T00:00:00Z.')
  expect(again).toContain('no longer has some that are kept here; they stay.')
  expect(await bench.stored()).toEqual(minutes(FROM, UNTIL))
})

it('corrects what the exchange has revised, and lists it', async () => {
  const bench = await new DownloadBench().open()
  await bench.output(bench.download('--verify', '0'))
  bench.exchange.market.setPrice('BTCUSDT', '30000')
  const verified = await bench.output(bench.download('--verify', '30'))
  expect(verified).toMatch(/\d+ of \d+ differed from what Binance says now, and were corrected:/)
  expect(await bench.output(bench.data('check'))).toBe('All is sound.\n')
})

it('refuses what it cannot mean', async () => {
  const bench = await new DownloadBench().open()
  const refused = async (...args: readonly string[]) => {
    const command = bench.data('download', '--exchange', 'binance', ...args)
    expect(await command.status()).toBe(2)
    return command.errors
  }
  expect(await refused('--symbol', 'BTC/USDT')).toContain('--from is missing')
  const market = ['--symbol', 'BTC/USDT', '--from', '2026-01-05'] as const
  expect(await refused(...market, '--timeframe', '7m')).toContain('--timeframe must be one of')
  expect(await refused(...market, '--to', '2026-01-01')).toContain('--from must be before')
  expect(await refused('--symbol', 'bitcoin', '--from', '2026-01-05')).toContain('--symbol must be')
  const stats = bench.data('stats')
  expect(await stats.status()).toBe(0)
})
