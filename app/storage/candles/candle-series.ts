import { crc32 } from 'node:zlib'
import type Database from 'better-sqlite3'
import { z } from 'zod'
import { assert } from '../../domain/assert.ts'
import type { Candle } from '../../domain/candle.ts'
import { type CandleArrays, candlesOf } from '../../domain/candle-arrays.ts'
import { StoreError } from '../../ports/store-error.ts'
import { document } from '../document-parsers.ts'
import { stored } from '../store-failure.ts'
import { decodeCandles, encodeCandles } from './candle-codec.ts'
import { type CandleColumns, emptyColumns, putCandle, within } from './candle-columns.ts'
import { finer, mergedByTime } from './merged-by-time.ts'
import { type SeriesStatements, seriesStatements } from './series-statements.ts'
import { candleFromTail, factorBetween, tailValues } from './tail-rows.ts'

/** Few enough to be packed in a blink, many enough that the last page of a block, half empty, hardly counts. */
const BLOCK_CANDLES = 4_096

const blockRow = z.object({
  first_time: z.int(),
  last_time: z.int(),
  candles: z.int().positive(),
  price_decimals: z.int().min(0).max(18),
  checksum: z.int(),
  data: z.instanceof(Buffer),
})
type Block = z.infer<typeof blockRow>

const countRow = z.object({
  candles: z.int(),
  first: z.int().nullable(),
  last: z.int().nullable(),
  decimals: z.int().nullable(),
  bytes: z.int(),
})

/** What there is of a series. */
export interface SeriesExtent {
  readonly candles: number
  /** Open times of the first and the last one; null where there is none. */
  readonly from: number | null
  readonly to: number | null
  /** Of the finest price. */
  readonly priceDecimals: number
  /** Without what the database needs around it. */
  readonly bytes: number
}

/** The candles of one series, each time once. Whoever changes them is in a transaction. */
export class CandleSeries {
  readonly #id: number
  readonly #name: string
  readonly #blockCandles: number
  readonly #statements: SeriesStatements
  /** So many more may come before the rows could be enough for a block. */
  #appendsLeft = 0

  /** Blocks of another size are for tests, which need many. */
  constructor(database: Database.Database, id: number, blockCandles = BLOCK_CANDLES) {
    this.#blockCandles = blockCandles
    this.#id = id
    this.#name = database.name
    this.#statements = seriesStatements(database)
  }

  /** Candles in the order of time, each of which takes the place of one that was there. */
  write(candles: readonly Candle[], priceDecimals: number): void {
    const [first] = candles
    if (first === undefined) return
    if (candles.length === 1 && first.openTime > this.#lastBlockTime()) {
      this.append(first, priceDecimals)
    } else this.#merge(candles, priceDecimals)
  }

  /** A candle that is newer than those in blocks. */
  append(candle: Candle, priceDecimals: number): void {
    this.#statements.putTail.run(this.#id, ...tailValues(candle, priceDecimals))
    this.#appendsLeft -= 1
    if (this.#appendsLeft <= 0) this.#packTail()
  }

  /** Those that open from one time on and before another. */
  read(from: number, until: number, priceDecimals: number): CandleArrays {
    return this.#guarded(() => {
      const blocks = this.#blocks(from, until)
      const tail = this.#tail(from, until, priceDecimals)
      const size = blocks.reduce((sum, { candles }) => sum + candles, tail.length)
      const target = emptyColumns(size)
      let count = 0
      for (const block of blocks) count += this.#decode(block, target, count, priceDecimals)
      for (const candle of tail) {
        putCandle(target, count, candle)
        count += 1
      }
      return within({ ...target, priceDecimals }, from, until)
    })
  }

  /** The newest, oldest first. */
  readNewest(limit: number, priceDecimals: number): readonly Candle[] {
    return this.#guarded(() => {
      const rows = this.#statements.newestTail.all(this.#id, limit)
      const newest = rows.map((row) => candleFromTail(row, priceDecimals)).reverse()
      let before = Number.MAX_SAFE_INTEGER
      while (newest.length < limit) {
        const row = this.#statements.blockBefore.get(this.#id, before)
        if (row === undefined) break
        const block = document(blockRow, row, 'candles')
        before = block.first_time
        newest.unshift(...this.#candlesOf(block, priceDecimals).slice(newest.length - limit))
      }
      return newest
    })
  }

  /** Takes out those that open before a time. */
  removeBefore(time: number): void {
    const blocks = this.#blocks(Number.MIN_SAFE_INTEGER, time)
    for (const block of blocks) {
      this.#statements.deleteBlock.run(this.#id, block.first_time)
      const kept = this.#candlesOf(block, block.price_decimals).filter(
        ({ openTime }) => openTime >= time,
      )
      if (kept.length > 0) this.#insertBlock(kept, block.price_decimals)
    }
    this.#statements.deleteTail.run(this.#id, Number.MIN_SAFE_INTEGER, time - 1)
  }

  extent(): SeriesExtent {
    const row = document(countRow, this.#statements.extent.get({ id: this.#id }), 'candles')
    return {
      candles: row.candles,
      from: row.first,
      to: row.last,
      priceDecimals: row.decimals ?? 0,
      bytes: row.bytes,
    }
  }

  /** The open time of the newest candle. */
  newestTime(): number | undefined {
    const newest = this.#statements.newestTailTime.get(this.#id)
    if (typeof newest === 'number') return newest
    const last = this.#lastBlockTime()
    return Number.isFinite(last) ? last : undefined
  }

  /** What does not fit together, each in a sentence. */
  faults(): readonly string[] {
    const faults: string[] = []
    let last = Number.NEGATIVE_INFINITY
    for (const block of this.#blocks(Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER)) {
      if (block.first_time <= last) faults.push(`${place(block)} overlaps the one before it`)
      last = block.last_time
      try {
        this.#candlesOf(block, block.price_decimals)
      } catch (error) {
        if (!(error instanceof StoreError)) throw error
        faults.push(error.message)
      }
    }
    const first = this.#statements.firstTailTime.get(this.#id)
    if (typeof first === 'number' && first <= last) {
      faults.push('the newest candles overlap those that are packed')
    }
    return faults
  }

  /** When there are enough rows for a block. */
  #packTail(): void {
    const count = Number(this.#statements.countTail.get(this.#id))
    this.#appendsLeft = this.#blockCandles - count
    if (count < this.#blockCandles) return
    const decimals = this.extent().priceDecimals
    const rows = this.#tail(Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER, decimals)
    this.#replaceTail(rows, decimals)
  }

  /** Takes what lies around the new candles apart and puts it together again. */
  #merge(candles: readonly Candle[], priceDecimals: number): void {
    const [first, last] = [candles[0]?.openTime ?? 0, candles.at(-1)?.openTime ?? 0]
    const decimals = Math.max(priceDecimals, this.extent().priceDecimals)
    const factor = factorBetween(priceDecimals, decimals)
    const fresh = factor === 1 ? candles : candles.map((candle) => finer(candle, factor))
    const reachesTail = last > this.#lastBlockTime()
    const blocks = this.#touched(first, last)
    const before = [
      ...blocks.flatMap((block) => this.#candlesOf(block, decimals)),
      ...(reachesTail
        ? this.#tail(Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER, decimals)
        : []),
    ]
    for (const { first_time } of blocks) this.#statements.deleteBlock.run(this.#id, first_time)
    const merged = mergedByTime(before, fresh)
    if (reachesTail) this.#replaceTail(merged, decimals)
    else this.#insertBlocks(merged, decimals)
  }

  /** Those that overlap a stretch, and the one before it where that is not full: pages that come in turn fill it up. */
  #touched(first: number, last: number): readonly Block[] {
    const blocks = this.#blocks(first, last + 1)
    const row = this.#statements.blockBefore.get(this.#id, blocks[0]?.first_time ?? first)
    if (row === undefined) return blocks
    const before = document(blockRow, row, 'candles')
    return before.candles < this.#blockCandles ? [before, ...blocks] : blocks
  }

  /** Full blocks of the first of them; the rest stays in rows. */
  #replaceTail(candles: readonly Candle[], decimals: number): void {
    this.#statements.deleteTail.run(this.#id, Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER)
    const packed = candles.length - (candles.length % this.#blockCandles)
    this.#insertBlocks(candles.slice(0, packed), decimals)
    for (const candle of candles.slice(packed)) {
      this.#statements.putTail.run(this.#id, ...tailValues(candle, decimals))
    }
    this.#appendsLeft = this.#blockCandles - (candles.length - packed)
  }

  #insertBlocks(candles: readonly Candle[], decimals: number): void {
    for (let from = 0; from < candles.length; from += this.#blockCandles) {
      this.#insertBlock(candles.slice(from, from + this.#blockCandles), decimals)
    }
  }

  #insertBlock(candles: readonly Candle[], decimals: number): void {
    const [first, last] = [candles[0], candles.at(-1)]
    assert(first !== undefined && last !== undefined, 'a block has candles')
    const { data, priceDecimals } = encodeCandles(candles, decimals)
    const times = [first.openTime, last.openTime]
    this.#statements.putBlock.run(
      ...[this.#id, ...times, candles.length, priceDecimals, crc32(data), data],
    )
  }

  #lastBlockTime(): number {
    const time = this.#statements.lastBlockTime.get(this.#id)
    return typeof time === 'number' ? time : Number.NEGATIVE_INFINITY
  }

  #blocks(from: number, until: number): readonly Block[] {
    const rows = this.#statements.blocks.all({ id: this.#id, from, until })
    return rows.map((row) => document(blockRow, row, 'candles'))
  }

  #tail(from: number, until: number, decimals: number): readonly Candle[] {
    const rows = this.#statements.tail.all(this.#id, from, until)
    return this.#guarded(() => rows.map((row) => candleFromTail(row, decimals)))
  }

  #candlesOf(block: Block, priceDecimals: number): readonly Candle[] {
    const target = emptyColumns(block.candles)
    this.#decode(block, target, 0, priceDecimals)
    return candlesOf({ ...target, priceDecimals })
  }

  #decode(block: Block, target: CandleColumns, from: number, priceDecimals: number): number {
    return this.#guarded(() => {
      if (crc32(block.data) !== block.checksum) throw new RangeError('its checksum is wrong')
      const factor = factorBetween(block.price_decimals, priceDecimals)
      const count = decodeCandles(block.data, target, { from, factor })
      const { openTime } = target
      const isAsSaid =
        count === block.candles &&
        openTime[from] === block.first_time &&
        openTime[from + count - 1] === block.last_time
      if (!isAsSaid) throw new RangeError('it holds something else than it says')
      return count
    }, place(block))
  }

  /** What does not add up is damage; what SQLite throws is its own. */
  #guarded<Value>(operation: () => Value, where = 'a candle'): Value {
    try {
      return stored(this.#name, operation)
    } catch (error) {
      if (!(error instanceof RangeError) && !(error instanceof SyntaxError)) throw error
      throw new StoreError(
        'damaged',
        `${this.#name} is damaged, ${where}: ${error.message}.`,
        'Restore it from a backup, or move it away: candles can be downloaded again.',
        error,
      )
    }
  }
}

function place({ first_time }: Pick<Block, 'first_time'>): string {
  return `the block from ${new Date(first_time).toISOString()}`
}
