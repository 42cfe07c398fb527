import { expect, it } from 'vitest'
import { rowsIn } from '../../app/storage/raw-database.fixture.ts'
import type { CrashPoint } from './crash-point.ts'
import { CrashStory } from './crash-story.fixture.ts'

const onUnix = it.skipIf(process.platform === 'win32')
const TIMEOUT_MS = 60_000

/** The first start of all makes a profile and an account. */
const POINTS: readonly (readonly [string, CrashPoint])[] = [
  ['before the profile has its lock', { kind: 'exec', name: 'BEGIN EXCLUSIVE', when: 'before' }],
  ['once it has', { kind: 'exec', name: 'BEGIN EXCLUSIVE', when: 'after' }],
  [
    'before the settings have tables',
    { kind: 'exec', name: 'CREATE TABLE settings', when: 'before' },
  ],
  [
    'with tables that are not committed',
    { kind: 'exec', name: 'CREATE TABLE settings', when: 'after' },
  ],
  [
    'with half of the ledger’s tables',
    { kind: 'exec', name: 'CREATE TABLE orders', when: 'after' },
  ],
  ['before the opening balances', { kind: 'sql', name: 'INSERT INTO transfers', when: 'before' }],
  ['between them', { kind: 'sql', name: 'INSERT INTO transfers', when: 'after', nth: 2 }],
  [
    'before the account’s record',
    { kind: 'sql', name: 'INSERT INTO facts', when: 'before', nth: 2 },
  ],
  [
    'once it is written, not committed',
    { kind: 'sql', name: 'INSERT INTO markets', when: 'after' },
  ],
  [
    'before the account is the last one',
    { kind: 'sql', name: 'INSERT INTO settings', when: 'before' },
  ],
  ['once it is', { kind: 'sql', name: 'INSERT INTO settings', when: 'after' }],
  ['before the exchange is listened to', { kind: 'call', name: 'connect', when: 'before' }],
  ['before orders of the last time', { kind: 'call', name: 'load-open-orders', when: 'before' }],
]

onUnix(
  'a start that breaks off leaves nothing half made, and the next one goes on',
  async () => {
    const story = await CrashStory.open()
    for (const [moment, point] of POINTS) {
      const start = story.place('first', { ...point, isArmed: true })
      expect(await start.status(), `${moment}: ${start.errors}${start.output}`).toBe(null)
      expect(story.ordersOf('m-first')).toBe(0)
    }
    const placed = story.place('first')
    expect(await placed.status(), placed.errors).toBe(0)
    expect(story.ordersOf('m-first')).toBe(1)
    await story.expectAgreement()
    await story.expectBalances()
    for (const file of ['settings.db', 'accounts/testnet-binance/ledger.db']) {
      const rows = rowsIn(`${story.profile}/${file}`, 'PRAGMA integrity_check')
      expect(rows).toEqual([{ integrity_check: 'ok' }])
    }
  },
  TIMEOUT_MS,
)
