import { mkdirSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { DEFAULT_LOG_SETTINGS } from '../../app/contract/log-words.ts'
import type { LogSettings } from '../../app/contract/logs.ts'
import { temporaryFolder } from '../../app/storage/temporary-folder.fixture.ts'
import { ProcessLog } from './process-log.ts'

const DAY_MS = 86_400_000

function bench(settings: Partial<LogSettings> = {}) {
  const directory = temporaryFolder()
  const logs = new ProcessLog(directory)
  logs.apply({ ...DEFAULT_LOG_SETTINGS, ...settings })
  const path = join(logs.folder, 'cryptobot.log')
  const text = () => readFileSync(path, 'utf8')
  return { logs, path, text }
}

it('writes what each part wants to be known, readable by its owner alone', async () => {
  const { logs, path, text } = bench({
    levels: { ...DEFAULT_LOG_SETTINGS.levels, window: 'error', engine: 'debug' },
  })
  logs.of('window').warn('a refused request')
  logs.write('engine', { level: 'debug', text: 'a candle' })
  logs.write('engine', { level: 'warn', text: 'an order', clientOrderId: 'cb-1' })
  logs.of('app').error('it failed', new Error('for a reason'))
  await expect.poll(text).toContain('for a reason')
  expect(text()).toMatch(/Z debug engine {3}a candle\n/)
  expect(text()).toMatch(/Z warn {2}engine {3}an order \[order cb-1\]\n/)
  expect(text()).toMatch(/Z error app {6}it failed Error: for a reason\n {8}at /)
  expect(text()).not.toContain('a refused request')
  expect(statSync(path).mode & 0o777).toBe(0o600)
})

it.each([
  ['Binance', 'vmPUZE6mv9SD5VNHk4HlWFsOr6aKE2zvsw0MuIgwCIPy6utIco14y7Ju91duEh8A'],
  [
    'Kraken',
    'kQH5HW/8p1uGOVjbgWA7FunAmGO8lsSUXNsu3eow76sz84Q18fWxnyRzBHCd3pd5nE9qa99HAZtuZuj6F1huXg==',
  ],
  ['OKX', '22582BD0CFF14C41EDBF1AB98506286D'],
  ['Telegram', 'https://api.telegram.org/bot123456:ABC-DEF1234ghIkl-zyx57W2v1u123ew11/sendMessage'],
  ['a header', 'X-MBX-APIKEY: short-key-1'],
  ['JSON', '{"apiKey":"short-key-1","secret":"my-secret-7"}'],
])('hides a secret of %s before it is in a file, and in an error too', async (_, secret) => {
  const { logs, text } = bench()
  logs.of('app').warn(`the exchange said ${secret} was wrong`)
  logs.of('app').error('it failed', new Error(secret))
  logs.of('app').info('the end')
  await expect.poll(text).toContain('the end')
  const parts = secret.match(/[A-Za-z0-9]{10,}/g) ?? []
  for (const part of parts.filter((one) => /\d/.test(one))) expect(text()).not.toContain(part)
  expect(text()).not.toContain('short-key-1')
})

it('writes an object a line when programs are to read it, from the next line on', async () => {
  const { logs, text } = bench()
  logs.of('app').info('first')
  await expect.poll(text).toContain('first')
  logs.apply({ ...DEFAULT_LOG_SETTINGS, format: 'json' })
  logs.of('app').error('second', new Error('in two\nlines'))
  await expect.poll(text).toContain('second')
  const last = text().trimEnd().split('\n').at(-1) ?? ''
  expect(JSON.parse(last)).toMatchObject({ level: 'error', part: 'app' })
})

it('puts a full file aside, and keeps so many', async () => {
  const { logs, path, text } = bench({ fileMegabytes: 1, files: 3 })
  const filler = 'word '.repeat(3_900)
  for (let file = 0; file < 5; file += 1) {
    for (let line = 0; line < 60; line += 1) logs.of('app').info(`${file} ${filler}`)
    await expect.poll(() => statSync(path).size).toBeGreaterThan(1_048_576)
  }
  logs.of('app').info('the end')
  await expect.poll(text).toContain('the end')
  expect(readdirSync(logs.folder)).toHaveLength(3)
})

it('drops what is older than it is kept, at once when that is changed', () => {
  const { logs } = bench()
  mkdirSync(logs.folder, { recursive: true })
  const [old, young] = ['cryptobot-20260101T000000000.log', 'cryptobot-20260102T000000000.log']
  for (const name of [old, young, 'notes.txt']) writeFileSync(join(logs.folder, name), '')
  const before = new Date(Date.now() - 40 * DAY_MS)
  utimesSync(join(logs.folder, old), before, before)
  logs.apply({ ...DEFAULT_LOG_SETTINGS, keepDays: 30 })
  expect(readdirSync(logs.folder)).toEqual([young, 'notes.txt'])
})

it('writes in another folder, and stays where it was when nothing can be written there', async () => {
  const { logs, text } = bench()
  const other = join(temporaryFolder(), 'elsewhere')
  logs.moveTo(other)
  logs.of('app').info('from here on')
  const moved = () => readFileSync(join(other, 'cryptobot.log'), 'utf8')
  await expect.poll(moved).toContain('from here on')
  const occupied = join(other, 'a file')
  writeFileSync(occupied, '')
  expect(() => logs.moveTo(occupied)).toThrow('EEXIST')
  expect(logs.folder).toBe(other)
  logs.moveTo(null)
  expect(logs.isUsualFolder).toBe(true)
  logs.of('app').info('back again')
  await expect.poll(text).toContain('back again')
})
