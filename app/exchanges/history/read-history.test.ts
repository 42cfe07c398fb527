import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { crc32, deflateRawSync, gzipSync } from 'node:zlib'
import { expect, it, onTestFinished } from 'vitest'
import { readHistory } from './read-history.ts'

const START = Date.UTC(2024, 0, 1)

function file(name: string, content: string | Buffer): string {
  const folder = mkdtempSync(join(tmpdir(), 'cryptobot-test-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  writeFileSync(join(folder, name), content)
  return join(folder, name)
}

async function candlesIn(name: string, content: string | Buffer, timeframe: '1m' | '5m' = '1m') {
  const read = await readHistory(file(name, content), timeframe)
  if (!read.ok) throw new Error(read.error.message)
  return read.value
}

async function faultIn(content: string | Buffer, name = 'file.csv'): Promise<string> {
  const read = await readHistory(file(name, content), '1m')
  expect(read.ok).toBe(false)
  return read.ok ? '' : read.error.message
}

/** An archive of one file, as exchanges publish them. */
function zipOf(
  content: string,
  changes: { readonly checksum?: number; readonly files?: number } = {},
) {
  const data = Buffer.from(content)
  const packed = deflateRawSync(data)
  const name = Buffer.from('a.csv')
  const [local, entry, end] = [Buffer.alloc(30), Buffer.alloc(46), Buffer.alloc(22)]
  local.writeUInt32LE(0x04034b50)
  local.writeUInt16LE(name.length, 26)
  entry.writeUInt32LE(0x02014b50)
  entry.writeUInt16LE(8, 10)
  entry.writeUInt32LE(changes.checksum ?? crc32(data), 16)
  entry.writeUInt32LE(packed.length, 20)
  entry.writeUInt32LE(data.length, 24)
  entry.writeUInt16LE(name.length, 28)
  end.writeUInt32LE(0x06054b50)
  end.writeUInt16LE(changes.files ?? 1, 10)
  end.writeUInt32LE(local.length + name.length + packed.length, 16)
  return Buffer.concat([local, name, packed, entry, name, end])
}

const at = (minute: number) => START + minute * 60_000
const KLINES = `${at(0)},10.5,12,9,11,100,${at(1) - 1},1,2,3,4,0
${at(1)},11,11.5,10,10.25,50.5,${at(2) - 1},1,2,3,4,0
`
const EXPECTED = {
  timeframe: '1m',
  priceDecimals: 2,
  isOfTrades: false,
  candles: [
    { openTime: at(0), open: 1_050, high: 1_200, low: 900, close: 1_100, volume: 100e8 },
    { openTime: at(1), open: 1_100, high: 1_150, low: 1_000, close: 1_025, volume: 50.5e8 },
  ],
}
const ROWS = [
  ['10.5', '12', '9', '11', '100'],
  ['11', '11.5', '10', '10.25', '50.5'],
]
const lines = (header: string, row: (minute: number, values: string) => string) =>
  `${header}\n${ROWS.map((values, minute) => row(minute, values.join(','))).join('\n')}\n`
const iso = (minute: number) => new Date(at(minute)).toISOString()

it.each([
  [
    'the columns that exports of this program have',
    lines('timestamp,open,high,low,close,volume', (m, v) => `${at(m)},${v}`),
  ],
  [
    'seconds, other names and further columns',
    lines('Time,Open,High,Low,Close,Vol,Trades', (m, v) => `${at(m) / 1_000},${v},7`),
  ],
  [
    'dates with a zone',
    lines('date,open,high,low,close,volume', (m, v) => `${iso(m).slice(0, 19)}+00:00,${v}`),
  ],
  [
    'dates without one',
    lines(
      'datetime,open,high,low,close,volume',
      (m, v) => `${iso(m).slice(0, 19).replace('T', ' ')},${v}`,
    ),
  ],
  ['no names, as Binance has them', KLINES],
  [
    'microseconds, as Binance has them since 2025',
    KLINES.replaceAll(/^\d+/gm, (time) => `${time}000`),
  ],
  ['no names, as Kraken has them', lines('', (m, v) => `${at(m) / 1_000},${v},12`).trimStart()],
  [
    'an address first, the newest on top, and the volume twice',
    `https://www.CryptoDataDownload.com\nunix,date,symbol,open,high,low,close,Volume BTC,Volume USDT,tradecount\n${at(1)},2024-01-01 00:01:00,BTCUSDT,11,11.5,10,10.25,50.5,9,1\n${at(0)},2024-01-01 00:00:00,BTCUSDT,10.5,12,9,11,100,9,1\n`,
  ],
  [
    'rows of JSON, as freqtrade has them',
    JSON.stringify(ROWS.map((row, m) => [at(m), ...row.map(Number)])),
  ],
])('reads a file with %s', async (_, content) => {
  expect(await candlesIn('candles.csv', content)).toEqual(EXPECTED)
  expect(await candlesIn('candles.zip', zipOf(content))).toEqual(EXPECTED)
  expect(await candlesIn('candles.csv.gz', gzipSync(content))).toEqual(EXPECTED)
})

it.each([
  [
    'Binance',
    `1,10,2,20,${at(0)},True,True\n2,12,1,12,${at(0) + 59_999},False,True\n3,9,0.5,4.5,${at(2)},True,True\n`,
  ],
  [
    'Binance, put together',
    `1,10,2,1,1,${at(0)},True,True\n2,12,1,2,3,${at(0) + 59_999},False,True\n3,9,0.5,4,4,${at(2)},True,True\n`,
  ],
  [
    'Kraken',
    `${at(0) / 1_000}.1234,10,2\n${at(0) / 1_000 + 59}.9,12,1\n${at(2) / 1_000}.0,9,0.5\n`,
  ],
  ['others', `timestamp,price,amount\n${at(0)},10,2\n${at(0) + 59_999},12,1\n${at(2)},9,0.5\n`],
])('makes candles of trades of %s', async (_, content) => {
  expect(await candlesIn('trades.csv', content)).toEqual({
    ...{ timeframe: '1m', priceDecimals: 0, isOfTrades: true },
    candles: [
      { openTime: at(0), open: 10, high: 12, low: 10, close: 12, volume: 3e8 },
      { openTime: at(2), open: 9, high: 9, low: 9, close: 9, volume: 0.5e8 },
    ],
  })
  const five = await candlesIn('trades.csv', content, '5m')
  expect(five.candles).toMatchObject([{ openTime: at(0), open: 10, high: 12, low: 9, close: 9 }])
})

it.each([
  [
    'high below low',
    'date,high,low,open,close,volume\n2024-01-01,1,2,1,1,1',
    'line 2, column 2 (high): high is below low.',
  ],
  ['a negative volume', `${at(0)},1,1,1,1,-5`, 'line 1, column 6 (volume): "-5" is negative.'],
  ['no number', `${at(0)},1,1,NaN,1,5`, 'line 1, column 4 (low): "NaN" is not a number.'],
  [
    'a time off the grid',
    `${at(0)},1,1,1,1,5\n${at(1)},1,1,1,1,5\n${at(2)},1,1,1,1,5\n${at(3) + 7_000},1,1,1,1,5`,
    'line 4, column 1 (timestamp)',
  ],
  ['the same time twice', `${at(0)},1,1,1,1,5\n${at(0)},1,1,1,1,5`, 'line 2, column 1 (timestamp)'],
  [
    'rows out of order',
    `${at(0)},1,1,1,1,5\n${at(2)},1,1,1,1,5\n${at(1)},1,1,1,1,5`,
    'line 3, column 1 (timestamp)',
  ],
  [
    'too few columns',
    'timestamp,open,high,low,close,volume\n1,2,3',
    'line 2: there are 3 columns, and at least 6 are needed.',
  ],
  [
    'columns that nobody knows',
    'colour,size\nred,7',
    'line 1: the columns are neither those of candles nor of trades',
  ],
  [
    'trades out of order',
    `timestamp,price,amount\n${at(1)},10,2\n${at(2)},10,2\n${at(0)},12,1`,
    'line 4: ',
  ],
  [
    'a trade without a price',
    `timestamp,price,amount\n${at(1)},0,2`,
    'line 2: the price "0" is not above zero.',
  ],
  ['half of a JSON file', '[[1, 2', 'the file is not complete JSON.'],
  ['nothing', '', 'the file is empty.'],
])('says of a file with %s where that is', async (_, content, message) => {
  const said = await faultIn(content)
  expect(said).toContain(message)
  expect(said).toContain('Nothing was imported.')
})

it('says what is wrong with an archive', async () => {
  expect(await faultIn(zipOf(KLINES, { checksum: 1 }), 'a.zip')).toContain(
    'the archive is damaged.',
  )
  expect(await faultIn(zipOf(KLINES, { files: 2 }), 'a.zip')).toContain('holds more than one file')
  expect(await faultIn(zipOf(KLINES).subarray(0, -30), 'a.zip')).toContain(
    'the archive is cut off.',
  )
  expect(await faultIn(gzipSync(KLINES).subarray(0, 20), 'a.gz')).toContain('cannot be unpacked')
})
