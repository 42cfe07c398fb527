import { appendFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { LOG_PARTS } from '../../app/contract/log-words.ts'
import type { LogLine, LogPlace, LogWish } from '../../app/contract/logs.ts'
import { temporaryFolder } from '../../app/storage/temporary-folder.fixture.ts'
import { logText } from './log-text.ts'
import { readLog } from './read-log.ts'

const START = Date.UTC(2026, 0, 1)
const EVERYTHING = { parts: LOG_PARTS, level: 'debug', words: '' } as const

type Filter = Pick<LogWish, 'parts' | 'level' | 'words'>

function written(count: number, first = 0): string {
  return Array.from({ length: count }, (_, place) => entry(first + place))
    .map((one) => `${logText(one, one.time % 2 === 0 ? 'text' : 'json')}\n`)
    .join('')
}

function entry(number: number) {
  const isError = number % 10 === 0
  return {
    time: START + number,
    level: isError ? ('error' as const) : ('info' as const),
    part: number % 3 === 0 ? ('engine' as const) : ('app' as const),
    text: isError ? `number ${number}\nat one place\nat another: ü€` : `number ${number}`,
    clientOrderId: number % 7 === 0 ? `cb-${number}` : null,
  }
}

/** Page by page from the end to the beginning, oldest first. */
async function allBack(folder: string, filter: Filter = EVERYTHING): Promise<LogLine[]> {
  const found: LogLine[] = []
  let from: LogPlace | null = null
  for (let direction: LogWish['direction'] = 'newest'; ; direction = 'older') {
    const wish: LogWish = { ...filter, direction, from }
    const { lines, older } = await readLog(folder, wish)
    found.unshift(...lines)
    if (older === null) return found
    from = older
  }
}

async function newerThan(folder: string, from: LogPlace | null): Promise<LogLine[]> {
  const found: LogLine[] = []
  for (;;) {
    const wish: LogWish = { ...EVERYTHING, direction: 'newer', from }
    const { lines, newer } = await readLog(folder, wish)
    found.push(...lines)
    if (lines.length === 0) return found
    from = newer
  }
}

function numbers(lines: readonly LogLine[]): number[] {
  return lines.map(({ time }) => time - START)
}

function upTo(count: number, from = 0): number[] {
  return Array.from({ length: count - from }, (_, place) => from + place)
}

it('reads every line once, back through all files, with all the lines of its text', async () => {
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'cryptobot-20260101T000000000.log'), written(4_000))
  writeFileSync(join(folder, 'cryptobot-20260102T000000000.log'), written(3_000, 4_000))
  writeFileSync(join(folder, 'cryptobot.log'), written(700, 7_000))
  const lines = await allBack(folder)
  expect(numbers(lines)).toEqual(upTo(7_700))
  expect(lines[20]).toMatchObject({ text: entry(20).text, part: 'app', level: 'error' })
  expect(lines[21]).toMatchObject({ clientOrderId: 'cb-21' })
  expect(new Set(lines.map(({ id }) => id)).size).toBe(7_700)
})

it('finds what is asked for, however rare it is', async () => {
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'cryptobot.log'), written(20_000))
  const errors = { ...EVERYTHING, parts: ['engine'], level: 'warn' } as const
  expect(numbers(await allBack(folder, errors))).toEqual(
    upTo(20_000).filter((number) => number % 30 === 0),
  )
  const byOrder = { ...EVERYTHING, words: 'CB-1400' }
  expect(numbers(await allBack(folder, byOrder))).toEqual([1_400, 14_000, 14_007])
})

it('goes on with what was written since, also when the file was put aside meanwhile', async () => {
  const folder = temporaryFolder()
  const current = join(folder, 'cryptobot.log')
  writeFileSync(current, written(1_000))
  const { newer } = await readLog(folder, newest())
  appendFileSync(current, written(800, 1_000))
  renameSync(current, join(folder, 'cryptobot-20260101T000000000.log'))
  writeFileSync(current, written(50, 1_800))
  expect(numbers(await newerThan(folder, newer))).toEqual(upTo(1_850, 1_000))
})

it('leaves a line that is half written for the next time', async () => {
  const folder = temporaryFolder()
  const current = join(folder, 'cryptobot.log')
  const [whole, half] = [written(3), written(1, 3)]
  writeFileSync(current, whole + half.slice(0, 20))
  const { lines, newer } = await readLog(folder, newest())
  expect(numbers(lines)).toEqual([0, 1, 2])
  appendFileSync(current, half.slice(20))
  expect(numbers(await newerThan(folder, newer))).toEqual([3])
})

it('answers with nothing where nothing was ever written, or the place is gone', async () => {
  const folder = temporaryFolder()
  expect(await readLog(folder, newest())).toEqual({ lines: [], older: null, newer: null })
  writeFileSync(join(folder, 'cryptobot.log'), written(10))
  const gone = { file: '1', offset: 0 }
  const older: LogWish = { ...newest(), direction: 'older', from: gone }
  expect((await readLog(folder, older)).lines).toEqual([])
  expect(numbers(await newerThan(folder, gone))).toEqual(upTo(10))
  rmSync(folder, { recursive: true })
  expect((await readLog(folder, newest())).lines).toEqual([])
})

it('loses no line and shows none twice, wherever files are cut', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: 0, max: 900 }), { maxLength: 4 }),
      async (counts) => {
        const folder = temporaryFolder()
        let first = 0
        counts.forEach((count, place) => {
          writeFileSync(
            join(folder, `cryptobot-2026010${place}T000000000.log`),
            written(count, first),
          )
          first += count
        })
        writeFileSync(
          join(folder, 'cryptobot.log'),
          `a line of somebody else\n${written(3, first)}`,
        )
        expect(numbers(await allBack(folder))).toEqual(upTo(first + 3))
        expect(numbers(await newerThan(folder, null))).toEqual(upTo(first + 3))
      },
    ),
    { numRuns: 25 },
  )
})

function newest(): LogWish {
  return { ...EVERYTHING, direction: 'newest', from: null }
}
