import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { MarketBook } from '../domain/market-book.ts'
import { randomAt } from '../exchanges/seeded-random.ts'
import { LEDGER_FILE, LEDGER_MIGRATIONS } from './ledger-file.ts'
import { openDatabase } from './open-database.ts'
import { type Moment, recordRun, stateOf } from './recorded-run.fixture.ts'
import { SqliteLedgerStore } from './sqlite-ledger-store.ts'
import { temporaryFolderInMemory } from './temporary-folder.fixture.ts'

/**
 * Power fails while a record is being written: of what SQLite had written and not yet synced, any part is on disk, in any
 * order, and the rest is what was there before, nothing, or garbage. All that was acknowledged before is there.
 */

const SEED = 7
const FRAME_HEADER_BYTES = 24
const SECTOR_BYTES = 512
const PAGE_BYTES = 4_096
/** Where a record's writing breaks off: at both ends, in a frame's header, in its page, between frames, and anywhere. */
const CUTS_WITHIN_RECORD = 6

const ATTEMPTS_AT_MOVE = 12
/** The file by which processes share the log: it may say anything after a crash. */
const SHARED_BYTES = 32_768
const NOISE = Buffer.from(
  Array.from({ length: 2 * SHARED_BYTES }, (_, index) =>
    Math.floor(randomAt(SEED, 0, index) * 256),
  ),
)

class Disk {
  readonly #folder = temporaryFolderInMemory()
  #count = 0

  /** What a ledger holds that is opened on these files; throws when it cannot be opened or read. */
  stateAfter(database: Buffer, log: Buffer, shared?: Buffer): string {
    this.#count += 1
    const folder = join(this.#folder, String(this.#count))
    mkdirSync(folder)
    const path = join(folder, LEDGER_FILE)
    writeFileSync(path, database)
    writeFileSync(`${path}-wal`, log)
    if (shared) writeFileSync(`${path}-shm`, shared)
    const opened = openDatabase(path, { migrations: LEDGER_MIGRATIONS, synchronous: 'FULL' })
    try {
      const store = new SqliteLedgerStore(opened, new MarketBook())
      store.readMarkets()
      return stateOf(store)
    } finally {
      opened.close()
    }
  }
}

/** Where two contents of a file begin to differ. */
function firstDifference(before: Buffer, after: Buffer): number {
  const length = Math.min(before.length, after.length)
  for (let at = 0; at < length; at += 1) if (before[at] !== after[at]) return at
  return length
}

function lastDifference(before: Buffer, after: Buffer): number {
  if (after.length > before.length) return after.length
  for (let at = after.length; at > 0; at -= 1) if (before[at - 1] !== after[at - 1]) return at
  return 0
}

/** What lies behind a cut: what was there before, zeros, garbage, or sectors that got there all the same. */
function torn(before: Buffer, after: Buffer, cut: number, draw: (of: number) => number): Buffer {
  const result = Buffer.from(after)
  const kind = draw(4)
  for (let at = cut; at < result.length; ) {
    const end = Math.min(result.length, (Math.floor(at / SECTOR_BYTES) + 1) * SECTOR_BYTES)
    const fill = kind === 3 ? draw(4) : kind
    if (fill === 0) restore(result, before, at, end)
    else if (fill === 1) result.fill(0, at, end)
    else if (fill === 2) noise(end - at, draw).copy(result, at)
    at = end
  }
  return kind === 0 && before.length <= cut ? result.subarray(0, cut) : result
}

function restore(result: Buffer, before: Buffer, from: number, to: number): void {
  result.fill(0, from, to)
  if (from < before.length) before.copy(result, from, from, Math.min(to, before.length))
}

function drawer(stream: number): (of: number) => number {
  let index = 0
  return (of) => {
    index += 1
    return Math.floor(randomAt(SEED, stream, index) * of)
  }
}

function pairs(moments: readonly Moment[]) {
  return moments.slice(1).map((after, index) => {
    const before = moments[index]
    if (before === undefined) throw new Error('there is a moment before each')
    return { before, after, index }
  })
}

it('a cut through the log loses no acknowledged record and leaves none half written', () => {
  const disk = new Disk()
  let cuts = 0
  for (const { before, after, index } of pairs(recordRun())) {
    const draw = drawer(index)
    const start = firstDifference(before.log, after.log)
    const end = lastDifference(before.log, after.log)
    const frame = start - (start % (PAGE_BYTES + FRAME_HEADER_BYTES)) + 32
    const within = [
      start,
      start + 1,
      frame + FRAME_HEADER_BYTES,
      frame + FRAME_HEADER_BYTES + PAGE_BYTES,
    ]
    const anywhere = Array.from(
      { length: CUTS_WITHIN_RECORD - within.length },
      () => start + draw(end - start),
    )
    for (const cut of [...within, ...anywhere].filter((at) => at >= start && at < end)) {
      const log = torn(before.log, after.log, cut, draw)
      const found = disk.stateAfter(
        before.database,
        log,
        index % 7 === 0 ? noise(SHARED_BYTES, draw) : undefined,
      )
      if (found !== before.state)
        expect(found, `record ${index + 1}, cut at ${cut}`).toBe(after.state)
      cuts += 1
    }
    expect(disk.stateAfter(before.database, after.log)).toBe(after.state)
    cuts += 1
  }
  expect(cuts).toBeGreaterThan(500)
}, 60_000)

it('a cut while the log is moved into the database loses nothing', () => {
  const disk = new Disk()
  let cuts = 0
  for (const { before, after, index } of pairs(recordRun())) {
    if (before.database.equals(after.database)) continue
    for (let attempt = 0; attempt < ATTEMPTS_AT_MOVE; attempt += 1) {
      const draw = drawer(1_000 + 100 * index + attempt)
      const database = mixed(before.database, after.database, draw)
      expect(disk.stateAfter(database, after.log), `record ${index + 1}`).toBe(after.state)
      cuts += 1
    }
  }
  expect(cuts).toBeGreaterThan(40)
}, 60_000)

/** The pages that were being written: old, new, torn or garbage, each for itself. */
function mixed(before: Buffer, after: Buffer, draw: (of: number) => number): Buffer {
  const result = Buffer.from(after)
  for (let at = 0; at < after.length; at += PAGE_BYTES) {
    const end = at + PAGE_BYTES
    if (before.subarray(at, end).equals(after.subarray(at, end))) continue
    const kind = draw(4)
    if (kind === 0) restore(result, before, at, end)
    else if (kind === 1) restore(result, before, at + PAGE_BYTES / 2, end)
    else if (kind === 2) result.fill(draw(256), at, end)
  }
  return draw(3) === 0 ? result.subarray(0, Math.max(before.length, PAGE_BYTES)) : result
}

function noise(length: number, draw: (of: number) => number): Buffer {
  const from = draw(NOISE.length - length)
  return NOISE.subarray(from, from + length)
}
