import { describe, expect, it } from 'vitest'
import type { AuditEntry } from '../domain/audit-entry.ts'
import type { AuditStore } from '../ports/audit-log.ts'
import { openLedger } from '../storage/ledger-database.fixture.ts'
import { MemoryAuditStore } from '../storage/memory-audit-store.ts'
import { executeIn } from '../storage/raw-database.fixture.ts'
import { SqliteAuditStore } from '../storage/sqlite-audit-store.ts'
import { ChainedAuditLog } from './chained-audit-log.ts'

const ENTRY: Omit<AuditEntry, 'time'> = {
  actor: 'window',
  action: 'limit changed',
  subject: 'account: largest order',
  detail: 'from 1000 to 2000 USDT: "a larger account"',
}

/** The entry that does not fit, or nothing. */
function brokenIn(log: ChainedAuditLog): number | undefined {
  const verdict = log.verdict()
  return verdict.kind === 'altered' ? verdict.id : undefined
}

function logOn(store: AuditStore) {
  let time = 0
  const clock = {
    now: () => {
      time += 1
      return time
    },
  }
  return new ChainedAuditLog(store, clock)
}

describe.each([
  ['memory', () => new MemoryAuditStore()],
  ['SQLite', () => new SqliteAuditStore(openLedger().database)],
])('an audit log in %s', (_, open) => {
  it('keeps entries in their order, with time and a hash of their own', () => {
    const log = logOn(open())
    log.append(ENTRY)
    log.append({ ...ENTRY, actor: 'engine' })
    const [first, second] = log.loadRecent(10)
    expect(first).toMatchObject({ ...ENTRY, id: 1, time: 1 })
    expect(second).toMatchObject({ ...ENTRY, actor: 'engine', id: 2, time: 2 })
    expect(first?.hash).toMatch(/^[0-9a-f]{64}$/)
    expect(second?.hash).not.toBe(first?.hash)
    expect(log.loadRecent(1)).toEqual([second])
    expect(log.loadRecent(0)).toEqual([])
  })

  it('is whole when nothing was altered, empty too, and goes on in another log', () => {
    const store = open()
    expect(brokenIn(logOn(store))).toBeUndefined()
    for (let count = 0; count < 5; count += 1) logOn(store).append(ENTRY)
    expect(brokenIn(logOn(store))).toBeUndefined()
    expect(logOn(store).loadRecent(10)).toHaveLength(5)
  })

  it('notices an entry that does not follow from the one before', () => {
    const store = open()
    const log = logOn(store)
    log.append(ENTRY)
    store.appendAudit({ ...ENTRY, id: 2, time: 2, hash: 'made up' })
    log.append(ENTRY)
    expect(brokenIn(log)).toBe(2)
  })

  it('makes the change in the same commit, after the entry', () => {
    const log = logOn(open())
    const seen: number[] = []
    log.append(ENTRY, () => seen.push(log.loadRecent(10).length))
    expect(seen).toEqual([1])
  })

  it('keeps no entry of a change that failed', () => {
    const log = logOn(open())
    log.append(ENTRY)
    const fail = () => {
      throw new RangeError('no')
    }
    expect(() => log.append({ ...ENTRY, detail: 'lost' }, fail)).toThrow(RangeError)
    log.append(ENTRY)
    expect(log.loadRecent(10).map(({ detail }) => detail)).toEqual([ENTRY.detail, ENTRY.detail])
    expect(brokenIn(log)).toBeUndefined()
  })
})

describe('an audit log in a file', () => {
  const unlocked = 'DROP TRIGGER audit_is_not_altered; DROP TRIGGER audit_is_not_deleted;'

  function fileOf(count: number) {
    const { path, database, store } = openLedger()
    const log = logOn(new SqliteAuditStore(database))
    for (let made = 0; made < count; made += 1) log.append(ENTRY)
    return { path, log, store }
  }

  it.each([
    ["UPDATE audit SET detail = 'from 1000 to 1001 USDT' WHERE id = 2", 2],
    ["UPDATE audit SET actor = 'nobody' WHERE id = 3", 3],
    ['UPDATE audit SET time = time + 1 WHERE id = 1', 1],
    ['DELETE FROM audit WHERE id = 2', 2],
    ['DELETE FROM audit WHERE id = 1', 1],
    ['DELETE FROM audit WHERE id = 3', 3],
    ['DELETE FROM audit', 1],
    ['UPDATE audit SET id = 4 WHERE id = 3', 3],
  ])('shows where it is broken: %s', (sql, broken) => {
    const { path, log } = fileOf(3)
    executeIn(path, `${unlocked} ${sql}`)
    expect(brokenIn(log)).toBe(broken)
    log.append(ENTRY)
    expect(brokenIn(log)).toBe(broken)
  })

  it.each(["UPDATE audit SET detail = ''", 'DELETE FROM audit'])(
    'does not let go of: %s',
    (sql) => {
      const { path, log } = fileOf(2)
      expect(() => executeIn(path, sql)).toThrow('never')
      expect(brokenIn(log)).toBeUndefined()
    },
  )

  it('has entry and change together, and neither when the change fails', () => {
    const { log, store } = fileOf(0)
    log.append(ENTRY, () => store.saveReconciledAt(1))
    const broken = () => {
      store.saveReconciledAt(2)
      throw new RangeError('no')
    }
    expect(() => log.append(ENTRY, broken)).toThrow(RangeError)
    expect(store.loadReconciledAt()).toBe(1)
    expect(log.loadRecent(10)).toHaveLength(1)
  })
})
