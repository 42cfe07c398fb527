import type { Quantity } from '../../domain/amount.ts'
import { assert } from '../../domain/assert.ts'
import type { Candle } from '../../domain/candle.ts'
import { canonical } from '../../domain/exact-integer.ts'
import { ByteReader } from './byte-reader.ts'
import { ByteWriter } from './byte-writer.ts'
import type { CandleColumns } from './candle-columns.ts'
import { readColumn, writeColumn } from './packed-column.ts'

/**
 * Candles as a run of bytes, column by column: what follows from the candle before is written as the difference to it,
 * and small numbers take few bytes. Times are runs of equal steps. Prices lose the decimals that none of them needs, volumes
 * their common zeros.
 */

export const CODEC_VERSION = 1
const NUMBERS = 0
const DIGITS = 1

export interface EncodedCandles {
  readonly data: Buffer
  /** What the prices within are counts of: 10^-priceDecimals. */
  readonly priceDecimals: number
}

/** Candles in the order of time, at least one; their times and prices are safe integers. */
export function encodeCandles(candles: readonly Candle[], priceDecimals: number): EncodedCandles {
  const prices = candles.flatMap(({ open, high, low, close }) => [open, high, low, close])
  assert(prices.every(Number.isSafeInteger), 'prices are whole numbers')
  const writer = new ByteWriter()
  writer.byte(CODEC_VERSION)
  writer.unsigned(candles.length)
  writeTimes(writer, candles)
  const decimalsLess = Math.min(spareZeros(prices), priceDecimals)
  writePrices(writer, candles, 10 ** decimalsLess)
  writeVolumes(writer, candles)
  return { data: writer.finish(), priceDecimals: priceDecimals - decimalsLess }
}

/** Returns how many there were. Prices are multiplied by the factor, and must be whole and safe after that. */
export function decodeCandles(
  data: Uint8Array,
  target: CandleColumns,
  { from, factor }: { readonly from: number; readonly factor: number },
): number {
  const reader = new ByteReader(data)
  if (reader.byte() !== CODEC_VERSION) throw new RangeError('it is of an unknown kind')
  const count = reader.unsigned()
  if (from + count > target.openTime.length) throw new RangeError('it holds more than it says')
  readTimes(reader, target.openTime, from, count)
  readPrices(reader, target, from, count)
  if (factor !== 1) makeFiner(target, { from, count, factor })
  readVolumes(reader, target, from, count)
  if (!reader.isAtEnd) throw new RangeError('its length is wrong')
  return count
}

function writeTimes(writer: ByteWriter, candles: readonly Candle[]): void {
  let before = candles[0]?.openTime ?? 0
  assert(Number.isSafeInteger(before), 'times are whole numbers')
  writer.number(before)
  let [step, count] = [0, 0]
  const writeRun = () => {
    if (count === 0) return
    writer.unsigned(count)
    writer.unsigned(step)
  }
  for (const { openTime } of candles.slice(1)) {
    const next = openTime - before
    assert(Number.isSafeInteger(next) && next > 0, 'candles come in the order of time')
    before = openTime
    if (next !== step) {
      writeRun()
      ;[step, count] = [next, 0]
    }
    count += 1
  }
  writeRun()
}

function readTimes(reader: ByteReader, target: Float64Array, from: number, count: number): void {
  let time = reader.number()
  target[from] = time
  for (let index = from + 1; index < from + count; ) {
    const end = index + reader.unsigned()
    const step = reader.unsigned()
    if (end === index || end > from + count) throw new RangeError('its times make no sense')
    for (; index < end; index += 1) {
      time += step
      target[index] = time
    }
  }
}

/** The close against the one before, the open against the close before, and how far high and low are outside of both. */
function writePrices(writer: ByteWriter, candles: readonly Candle[], unit: number): void {
  const [closes, opens, highs, lows]: [number[], number[], number[], number[]] = [[], [], [], []]
  let before = (candles[0]?.close ?? 0) / unit
  writer.number(before)
  for (const candle of candles) {
    const [open, close] = [candle.open / unit, candle.close / unit]
    closes.push(close - before)
    opens.push(open - before)
    highs.push(candle.high / unit - Math.max(open, close))
    lows.push(Math.min(open, close) - candle.low / unit)
    before = close
  }
  writeColumn(writer, closes, 'signed')
  writeColumn(writer, opens, 'signed')
  writeColumn(writer, highs, 'unsigned')
  writeColumn(writer, lows, 'unsigned')
}

function readPrices(
  reader: ByteReader,
  { open, high, low, close }: CandleColumns,
  from: number,
  count: number,
): void {
  let last = reader.number()
  readColumn(reader, close, { from, count, sign: 'signed' })
  readColumn(reader, open, { from, count, sign: 'signed' })
  readColumn(reader, high, { from, count, sign: 'unsigned' })
  readColumn(reader, low, { from, count, sign: 'unsigned' })
  for (let index = from; index < from + count; index += 1) {
    const opened = last + (open[index] ?? 0)
    last += close[index] ?? 0
    open[index] = opened
    close[index] = last
    high[index] = Math.max(opened, last) + (high[index] ?? 0)
    low[index] = Math.min(opened, last) - (low[index] ?? 0)
  }
}

interface Finer {
  readonly from: number
  readonly count: number
  readonly factor: number
}

function makeFiner({ open, high, low, close }: CandleColumns, { from, count, factor }: Finer) {
  for (const column of [open, high, low, close]) multiply(column, { from, count, factor })
  const highs = high.subarray(from, from + count)
  if (highs.some((price) => price > Number.MAX_SAFE_INTEGER)) {
    throw new RangeError('a price has too many digits')
  }
}

function writeVolumes(writer: ByteWriter, candles: readonly Candle[]): void {
  const volumes = candles.map(({ volume }) => volume)
  if (volumes.every((volume) => typeof volume === 'number')) {
    const zeros = spareZeros(volumes)
    writer.byte(NUMBERS)
    writer.byte(zeros)
    const units = volumes.map((volume) => volume / 10 ** zeros)
    writeColumn(writer, units, 'unsigned')
    return
  }
  const text = Buffer.from(volumes.join(' '))
  writer.byte(DIGITS)
  writer.unsigned(text.length)
  writer.bytes(text)
}

function readVolumes(reader: ByteReader, target: CandleColumns, from: number, count: number): void {
  if (reader.byte() === NUMBERS) {
    const factor = 10 ** reader.byte()
    readColumn(reader, target.volume, { from, count, sign: 'unsigned' })
    if (factor !== 1) multiply(target.volume, { from, count, factor })
    return
  }
  const texts = Buffer.from(reader.bytes(reader.unsigned())).toString().split(' ')
  if (texts.length !== count) throw new RangeError('its volumes make no sense')
  for (const [index, text] of texts.entries()) {
    const volume = canonical(BigInt(text)) as Quantity
    target.volume[from + index] = Number(volume)
    if (typeof volume === 'bigint') target.largeVolumes.set(from + index, volume)
  }
}

function multiply(target: Float64Array, { from, count, factor }: Finer): void {
  for (let index = from; index < from + count; index += 1) {
    target[index] = (target[index] ?? 0) * factor
  }
}

/** How many zeros all of the numbers end with, at most 15. */
function spareZeros(values: readonly number[]): number {
  let zeros = 15
  for (const value of values) {
    while (zeros > 0 && value % 10 ** zeros !== 0) zeros -= 1
  }
  return zeros
}
