import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import type { Quantity } from '../../app/domain/amount.ts'
import type { Candle } from '../../app/domain/candle.ts'
import type { Price } from '../../app/domain/price.ts'
import { CandleLibrary } from '../../app/storage/candles/candle-library.ts'
import { type Benchmark, compare, median, percentile } from './measurement.ts'

const CANDLES = 1_000_000
const LOADS = 5
const APPENDS = 6_000
const RUNS = 5
const MINUTE_MS = 60_000
const START = Date.UTC(2024, 0, 1)
const KEY = { exchange: 'binance', symbol: 'BTC/USDT', timeframeMs: MINUTE_MS }
const GOALS = { load: 15, bytes: 0.35, append: 3 }

/** The store of candles against a plain table of the same candles: how fast it loads, how large it is, how fast it appends. */
export const candleLibrary: Benchmark = {
  async run() {
    const folder = mkdtempSync(join(tmpdir(), 'cryptobot-bench-'))
    try {
      return [...loadAndBytes(folder), append(folder)]
    } finally {
      rmSync(folder, { recursive: true })
    }
  },
}

function loadAndBytes(folder: string) {
  const [ourPath, plainPath] = [join(folder, 'candles.db'), join(folder, 'plain.db')]
  const { library, plain } = filled(ourPath, plainPath)
  const [ours, yardstick]: [number[], number[]] = [[], []]
  for (let load = 0; load < LOADS; load += 1) {
    ours.push(CANDLES / seconds(() => loadedFrom(library)))
    yardstick.push(CANDLES / seconds(() => iterated(plain)))
  }
  const bytes = minuteBytes(ourPath)
  library.close()
  plain.close()
  const speeds = { ours: median(ours), yardstick: median(yardstick), goal: GOALS.load }
  const sizes = { ours: bytes / CANDLES, yardstick: statSync(plainPath).size / CANDLES }
  return [
    compare({ name: 'store.load', unit: 'candles/s', better: 'higher', ...speeds }),
    compare({ name: 'store.bytes', unit: 'bytes', better: 'lower', goal: GOALS.bytes, ...sizes }),
  ]
}

/** A million objects that stay alive would weigh on the loading: they are gone when this returns. */
function filled(ourPath: string, plainPath: string) {
  const candles = randomWalk(CANDLES)
  const library = new CandleLibrary(ourPath)
  library.write(KEY, candles, 2)
  return { library, plain: plainTable(plainPath, candles) }
}

function loadedFrom(library: CandleLibrary): void {
  const loaded = library.read(KEY, 0, Number.MAX_SAFE_INTEGER)
  if (loaded?.close.length !== CANDLES) throw new Error('not all of the candles were loaded')
}

/** Row objects into typed arrays. */
function iterated(plain: Database.Database): void {
  const columns = Array.from({ length: 6 }, () => new Float64Array(CANDLES))
  const [time, open, high, low, close, volume] = columns
  let index = 0
  for (const row of plain.prepare<[], Row>('SELECT * FROM candles ORDER BY time').iterate()) {
    if (time) time[index] = row.time
    if (open) open[index] = row.open
    if (high) high[index] = row.high
    if (low) low[index] = row.low
    if (close) close[index] = row.close
    if (volume) volume[index] = row.volume
    index += 1
  }
  if (index !== CANDLES) throw new Error('not all of the candles were read')
}

type Row = Readonly<Record<'time' | 'open' | 'high' | 'low' | 'close' | 'volume', number>>

function plainTable(path: string, candles: readonly Candle[]): Database.Database {
  const database = new Database(path)
  database.exec(`CREATE TABLE candles (time INTEGER PRIMARY KEY, open REAL NOT NULL, high REAL NOT NULL,
    low REAL NOT NULL, close REAL NOT NULL, volume REAL NOT NULL)`)
  const insert = database.prepare('INSERT INTO candles VALUES (?, ?, ?, ?, ?, ?)')
  database.transaction(() => {
    for (const { openTime, open, high, low, close, volume } of candles) {
      insert.run(openTime, open / 100, high / 100, low / 100, close / 100, Number(volume) / 1e8)
    }
  })()
  return database
}

/** All pages of a copy that holds the minutes alone, free ones given back. */
function minuteBytes(path: string): number {
  const copy = `${path}.minutes`
  const database = new Database(path)
  database.exec(`VACUUM INTO '${copy}'`)
  database.close()
  const minutes = new Database(copy)
  minutes.exec(
    'DELETE FROM candle_blocks WHERE series_id > 1; DELETE FROM candle_tail WHERE series_id > 1; VACUUM',
  )
  minutes.close()
  return statSync(copy).size
}

/** One closed minute with all longer candles that close with it, and one bare commit, in turn. */
function append(folder: string) {
  const runs = Array.from({ length: RUNS }, (_, run) => appendRun(join(folder, String(run))))
  const at = (name: 'ours' | 'yardstick') =>
    median(runs.map((times) => percentile(times[name], 99)))
  const figures = { ours: at('ours'), yardstick: at('yardstick'), goal: GOALS.append }
  return compare({ name: 'store.append-p99', unit: 'ms', better: 'lower', ...figures })
}

function appendRun(path: string) {
  const library = new CandleLibrary(`${path}-candles.db`)
  const bare = new Database(`${path}-bare.db`)
  bare.pragma('journal_mode = WAL')
  bare.pragma('synchronous = NORMAL')
  bare.exec('CREATE TABLE bare (value TEXT NOT NULL) STRICT')
  const insert = bare.prepare('INSERT INTO bare VALUES (?)')
  const candles = randomWalk(APPENDS + 2_000)
  library.write(KEY, candles.slice(0, 2_000), 2)
  const [ours, yardstick]: [number[], number[]] = [[], []]
  for (const candle of candles.slice(2_000)) {
    ours.push(seconds(() => library.write(KEY, [candle], 2)) * 1_000)
    yardstick.push(seconds(() => insert.run('one row')) * 1_000)
  }
  library.close()
  bare.close()
  return { ours, yardstick }
}

function seconds(operation: () => void): number {
  const start = performance.now()
  operation()
  return (performance.now() - start) / 1_000
}

/** Minutes as a large exchange has them: cents, volumes in steps of 0.00001, an open that is mostly the close before. */
function randomWalk(count: number): readonly Candle[] {
  let state = 1
  const random = () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return state / 2_147_483_648
  }
  let price = 3_000_000
  return Array.from({ length: count }, (_, index) => {
    const open = price + (random() < 0.3 ? 1 : 0)
    const close = open + Math.round((random() - 0.5) * 4_000 - (open - 3_000_000) / 5_000)
    price = close
    return {
      openTime: START + index * MINUTE_MS,
      open: open as Price,
      high: (Math.max(open, close) + Math.floor(random() * 1_500)) as Price,
      low: (Math.min(open, close) - Math.floor(random() * 1_500)) as Price,
      close: close as Price,
      volume: (Math.floor(random() ** 3 * 20_000_000) * 1_000) as Quantity,
    }
  })
}
