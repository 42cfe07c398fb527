import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatAmount, type Quantity } from '../../domain/amount.ts'
import { formatDecimal } from '../../domain/decimal-text.ts'
import { TIMEFRAMES, timeframeMs } from '../../domain/timeframe.ts'
import { parseCandleCsv } from './candle-csv.ts'
import { CANDLE_COLUMNS } from './candle-table.ts'

const HEADER = 'timestamp,open,high,low,close,volume'
const ROW_1 = '1617566400000,57953.86,58051.25,57826.16,58025.11,1240.209016'
const ROW_2 = '1617570000000,58025.11,58184.0,57976.73,58116.69,987.374632'

function parsed(...lines: string[]) {
  const result = parseCandleCsv(lines.join('\n'), 'prices.csv')
  if (!result.ok) throw new Error(result.error.message)
  return result.value
}

function refusal(...lines: string[]): string {
  const result = parseCandleCsv(lines.join('\n'), 'prices.csv')
  if (result.ok) throw new Error('was accepted')
  expect(result.error.code).toBe('candle-file-invalid')
  expect(result.error.action.length).toBeGreaterThan(20)
  expect(result.error.message).toContain('Nothing was imported.')
  return result.error.message
}

describe('a CSV of candles', () => {
  it('is read exactly', () => {
    const { candles, ...rest } = parsed(HEADER, ROW_1, ROW_2)
    expect(rest).toEqual({
      priceDecimals: 2,
      timeframe: '1h',
      from: 1617566400000,
      to: 1617570000000,
      gaps: 0,
      repair: null,
    })
    expect(candles[0]).toEqual({
      openTime: 1617566400000,
      open: 5795386,
      high: 5805125,
      low: 5782616,
      close: 5802511,
      volume: 124020901600,
    })
  })

  it('comes back as it was written, whatever its decimals and timeframe', () => {
    const candle = fc.record({
      low: fc.integer({ min: 1, max: 10 ** 12 }),
      spread: fc.integer({ min: 0, max: 10 ** 6 }),
      volume: fc.integer({ min: 0, max: 10 ** 15 }),
      gap: fc.constantFrom(1, 1, 1, 1, 1, 1, 2, 7),
    })
    const file = fc.record({
      decimals: fc.integer({ min: 0, max: 10 }),
      timeframe: fc.constantFrom(...TIMEFRAMES),
      rows: fc.array(candle, { minLength: 30, maxLength: 60 }),
      lineEnd: fc.constantFrom('\n', '\r\n'),
    })
    fc.assert(
      fc.property(file, ({ decimals, timeframe, rows, lineEnd }) => {
        let place = 0
        const expected = rows.map(({ low, spread, volume, gap }) => {
          place += gap
          const openTime = place * timeframeMs(timeframe)
          const high = low + spread
          return { openTime: 1.5e12 - (1.5e12 % 86_400_000) + openTime, low, high, volume }
        })
        fc.pre(rows.slice(1).filter((row) => row.gap === 1).length > rows.length / 2)
        const price = (value: number) => formatDecimal(value, decimals)
        const lines = expected.map(({ openTime, low, high, volume }) =>
          [
            openTime,
            price(low),
            price(high),
            price(low),
            price(high),
            formatAmount(volume as Quantity),
          ].join(','),
        )
        const result = parseCandleCsv([HEADER, ...lines].join(lineEnd), 'prices.csv')
        expect(result.ok).toBe(true)
        if (!result.ok) return
        const { value } = result
        expect(value.timeframe).toBe(timeframe)
        expect(value.gaps).toBe(rows.slice(1).filter((row) => row.gap > 1).length)
        expect(value.priceDecimals).toBeLessThanOrEqual(decimals)
        const factor = 10 ** (decimals - value.priceDecimals)
        expect(
          value.candles.map(({ open, ...rest }) => ({ ...rest, open: open * factor })),
        ).toEqual(
          expected.map(({ openTime, low, high, volume }) => ({
            openTime,
            open: low,
            high: high / factor,
            low: low / factor,
            close: high / factor,
            volume,
          })),
        )
      }),
    )
  })

  it('may end without a line end, have blank lines, Windows line ends and a byte order mark', () => {
    const text = `\uFEFF${HEADER}\r\n\r\n${ROW_1}\r\n${ROW_2}`
    expect(parseCandleCsv(text, 'prices.csv').ok).toBe(true)
    expect(parseCandleCsv(Buffer.from(text), 'prices.csv').ok).toBe(true)
  })

  it('may give its times in seconds or microseconds', () => {
    const inSeconds = (row: string) => row.replace('000,', ',')
    const inMicroseconds = (row: string) => row.replace('000,', '000000,')
    for (const convert of [inSeconds, inMicroseconds]) {
      expect(parsed(HEADER, convert(ROW_1), convert(ROW_2)).from).toBe(1617566400000)
    }
  })

  it('may write numbers as computers do', () => {
    const { candles, priceDecimals } = parsed(
      HEADER,
      '1617566400000,1e-05,2e-05,1e-05,0.00002,1e-07',
      '1617570000000,0.00002,0.00003,0.00002,0.00003,1.5e3',
    )
    expect(priceDecimals).toBe(5)
    expect(candles.map((candle) => candle.open)).toEqual([1, 2])
    expect(candles.map((candle) => candle.volume)).toEqual([10, 150_000_000_000])
  })

  it('keeps the finest decimals it meets, for all prices', () => {
    const { candles, priceDecimals } = parsed(
      HEADER,
      '1617566400000,100,200,100,200,1',
      '1617570000000,200.5,200.75,200,200.125,1',
    )
    expect(priceDecimals).toBe(3)
    expect(candles.map((candle) => candle.open)).toEqual([100_000, 200_500])
    expect(candles.map((candle) => candle.high)).toEqual([200_000, 200_750])
  })

  it('rounds volumes down to eight decimals', () => {
    const noisy = ROW_1.replace('1240.209016', '0.300000000000000044')
    expect(parsed(HEADER, noisy, ROW_2).candles[0]?.volume).toBe(30_000_000)
    const fine = ROW_1.replace('1240.209016', '0.123456789')
    expect(parsed(HEADER, fine, ROW_2).candles[0]?.volume).toBe(12_345_678)
  })

  it('counts its gaps', () => {
    const later = ROW_2.replace('1617570000000', '1617591600000')
    const latest = ROW_2.replace('1617570000000', '1617595200000')
    const { gaps, timeframe } = parsed(HEADER, ROW_1, ROW_2, later, latest)
    expect({ gaps, timeframe }).toEqual({ gaps: 1, timeframe: '1h' })
  })
})

describe('a malformed CSV names file, line and column', () => {
  const edit = (column: (typeof CANDLE_COLUMNS)[number], text: string) =>
    ROW_2.split(',')
      .map((cell, position) => (position === CANDLE_COLUMNS.indexOf(column) ? text : cell))
      .join(',')

  it.each([
    ['a word for a price', edit('high', 'abc'), 'line 3, column 3 (high): "abc" is not a number.'],
    ['an empty cell', edit('close', ''), 'line 3, column 5 (close): "" is not a number.'],
    ['NaN', edit('open', 'NaN'), 'line 3, column 2 (open): "NaN" is not a number.'],
    ['a negative price', edit('low', '-1'), 'line 3, column 4 (low): "-1" is not above zero.'],
    ['a price of zero', edit('low', '0.0'), 'line 3, column 4 (low): "0.0" is not above zero.'],
    ['a negative volume', edit('volume', '-2'), 'line 3, column 6 (volume): "-2" is negative.'],
    [
      'a hair of negative volume',
      edit('volume', '-1e-12'),
      'column 6 (volume): "-1e-12" is negative.',
    ],
    [
      'an infinite volume',
      edit('volume', 'inf'),
      'line 3, column 6 (volume): "inf" is not a number.',
    ],
    ['high below low', edit('high', '57000'), 'line 3, column 3 (high): high is below low.'],
    [
      'open above high',
      edit('open', '59000'),
      'column 2 (open): open is not between low and high.',
    ],
    [
      'close below low',
      edit('close', '57000'),
      'column 5 (close): close is not between low and high.',
    ],
    ['a date', edit('timestamp', '2021-04-04'), 'column 1 (timestamp): "2021-04-04" is not a Unix'],
    ['a time nobody traded at', edit('timestamp', '12'), 'column 1 (timestamp): "12" is no time'],
    [
      'another unit of time',
      edit('timestamp', '1617570000'),
      'is in seconds, the lines before are',
    ],
    ['half a millisecond', edit('timestamp', '1617570000000.5'), 'is not a Unix timestamp'],
    ['the same time again', edit('timestamp', '1617566400000'), 'is the same as the timestamp'],
    ['an earlier time', edit('timestamp', '1617562800000'), 'is earlier than the timestamp'],
    ['a column too few', '1617570000000,1,1,1,1', 'line 3: there are 5 columns instead of 6'],
    ['a column too many', `${ROW_2},7`, 'line 3: there are 7 columns instead of 6'],
    ['an open quotation mark', '"1617570000000,1,1,1,1,1', 'line 3: the quotation marks'],
    ['an endless line', '1'.repeat(10_000), 'line 3: the line is too long'],
    [
      'noise in a price',
      edit('close', '58116.6900000000012'),
      'column 5 (close): "58116.6900000000012" has too many',
    ],
    [
      '19 decimals in a price',
      edit('close', '1e-19'),
      'column 5 (close): "1e-19" has too many decimals',
    ],
  ])('%s', (_, row, message) => {
    const text = refusal(HEADER, ROW_1, row)
    expect(text).toMatch(/^prices\.csv, line 3/)
    expect(text).toContain(message)
  })

  it('a number with too many digits in the first row', () => {
    const row = '1617566400000,12345678901234567890,12345678901234567890,1,1,1'
    expect(refusal(HEADER, row, ROW_2)).toContain('line 2, column 2 (open)')
  })

  it('counts blank lines when it names a line', () => {
    expect(refusal(HEADER, '', ROW_1, '', '', 'x')).toContain('prices.csv, line 6: ')
  })

  it('a timestamp between two candles', () => {
    const rows = [0, 60, 120, 150, 180, 240].map((minutes) =>
      ROW_1.replace('1617566400000', String(1617566400000 + minutes * 60_000)),
    )
    expect(refusal(HEADER, ...rows)).toContain(
      'prices.csv, line 5, column 1 (timestamp): 2021-04-04T22:30:00.000Z is not the start of a 1h',
    )
  })

  it('half a millisecond in microseconds', () => {
    const row = ROW_1.replace('1617566400000', '1617566400000500')
    expect(refusal(HEADER, row)).toContain('is not a whole millisecond')
  })

  it('a candle length that is not supported', () => {
    const rows = [0, 3, 6].map((minutes) =>
      ROW_1.replace('1617566400000', String(1617566400000 + minutes * 60_000)),
    )
    expect(refusal(HEADER, ...rows)).toContain('3 minutes apart')
  })

  it('a missing column', () => {
    expect(refusal('timestamp,open,high,low,close', ROW_1)).toContain(
      'prices.csv, line 1: the first line lacks the columns volume; it is "timestamp,open',
    )
    expect(refusal(ROW_1, ROW_2)).toContain('lacks the columns timestamp')
    expect(refusal(HEADER.replaceAll(',', ';'), ROW_1)).toContain('lacks the columns')
  })

  it('columns in another order, or more of them', () => {
    expect(refusal('timestamp,close,open,high,low,volume', ROW_1)).toContain('in this order')
    expect(refusal(`${HEADER},trades`, `${ROW_1},5`)).toContain('and no others')
  })

  it('nothing in it, or not enough', () => {
    expect(refusal('')).toContain('prices.csv: the file is empty.')
    expect(refusal(HEADER)).toContain('there are no candles')
    expect(refusal(HEADER, ROW_1)).toContain('only one candle')
  })

  it('a file that is no text', () => {
    expect(refusal('PK\u0003\u0004\u0000\u0000')).toContain('not a text file')
    const utf16 = parseCandleCsv(Buffer.from(HEADER, 'utf16le'), 'prices.csv')
    expect(utf16.ok).toBe(false)
  })

  it('whatever the bytes are, is refused and never throws', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(parseCandleCsv(Buffer.from(bytes), 'prices.csv').ok).toBe(false)
        const behindHeader = Buffer.concat([Buffer.from(`${HEADER}\n`), bytes])
        expect(parseCandleCsv(behindHeader, 'prices.csv').ok).toBe(false)
      }),
      { numRuns: 500 },
    )
  })
})
