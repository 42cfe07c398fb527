import { expect, it } from 'vitest'
import { failure, success } from '../domain/result.ts'
import type { SecretStore } from '../ports/secret-store.ts'
import { MemoryAuditStore } from '../storage/memory-audit-store.ts'
import { AuditAnchor } from './audit-anchor.ts'
import { verdictOn } from './audit-verdict.ts'
import { ChainedAuditLog } from './chained-audit-log.ts'

const NAME = 'audit profile'
const ENTRY = {
  actor: 'window',
  action: 'limit changed',
  subject: 'account',
  detail: 'more',
} as const

function keychain(secrets = new Map<string, string>()) {
  let isLocked = false
  const store: SecretStore = {
    load: async (name) => (isLocked ? failure('locked') : success(secrets.get(name) ?? null)),
    save: async (name, secret) => {
      if (isLocked) return failure('locked')
      secrets.set(name, secret)
      return success(null)
    },
    remove: async (name) => {
      secrets.delete(name)
      return success(null)
    },
  }
  const lock = (locked: boolean) => {
    isLocked = locked
  }
  return { store, secrets, lock }
}

/** A log of so many entries, and all that was kept of it. */
async function anchoredLog(entries: number) {
  const { store: secrets, secrets: kept, lock } = keychain()
  const chain = new MemoryAuditStore()
  const reports: string[] = []
  /** As a process that is started later finds it. */
  const open = (over: MemoryAuditStore = chain) => {
    const anchor = new AuditAnchor({ name: NAME, secrets, report: (text) => reports.push(text) })
    return { anchor, log: new ChainedAuditLog(over, { now: () => 1 }, anchor) }
  }
  const first = open()
  for (let count = 0; count < entries; count += 1) first.log.append(ENTRY)
  await first.anchor.settled()
  const checkpoint = () => JSON.parse(kept.get(NAME) ?? 'null')
  return { chain, open, first, reports, checkpoint, lock }
}

/** The first entries of a chain, as whoever cuts it leaves them. */
function cut(chain: MemoryAuditStore, count: number): MemoryAuditStore {
  const shorter = new MemoryAuditStore()
  for (const entry of chain.loadRecentAudit(1_000).slice(0, count)) shorter.appendAudit(entry)
  return shorter
}

it('keeps the newest end of the chain in the keychain', async () => {
  const { first, chain, checkpoint } = await anchoredLog(3)
  expect(checkpoint()).toEqual({ count: 3, head: chain.loadRecentAudit(1)[0]?.hash })
  expect(first.log.verdict()).toEqual({ kind: 'intact', count: 3, anchoredCount: 3 })
})

it('shows that the end was cut off, and does not move over it', async () => {
  const { open, chain, checkpoint, reports } = await anchoredLog(3)
  const { log, anchor } = open(cut(chain, 2))
  expect(log.verdict()).toEqual({ kind: 'intact', count: 2, anchoredCount: null })
  await anchor.load()
  expect(log.verdict()).toEqual({ kind: 'cut', count: 2, anchoredCount: 3 })
  const again = open(cut(chain, 2))
  again.log.append({ ...ENTRY, detail: 'less' })
  again.log.append({ ...ENTRY, detail: 'less' })
  await again.anchor.settled()
  expect(checkpoint()).toMatchObject({ count: 3 })
  expect(reports).toEqual([expect.stringContaining('does not fit its checkpoint')])
})

it('does not move over a chain that is cut while it runs', async () => {
  const { store: secrets, secrets: kept } = keychain()
  const reports: string[] = []
  const anchor = new AuditAnchor({ name: NAME, secrets, report: (text) => reports.push(text) })
  const chain = new MemoryAuditStore()
  const log = new ChainedAuditLog(chain, { now: () => 1 }, anchor)
  for (let count = 0; count < 3; count += 1) log.append(ENTRY)
  await anchor.settled()
  const shorter = new ChainedAuditLog(cut(chain, 1), { now: () => 2 }, anchor)
  for (let count = 0; count < 5; count += 1) shorter.append(ENTRY)
  await anchor.settled()
  expect(JSON.parse(kept.get(NAME) ?? '')).toMatchObject({ count: 3 })
  expect(shorter.verdict()).toEqual({ kind: 'rewritten', anchoredCount: 3 })
  expect(reports).toEqual([expect.stringContaining('does not fit')])
})

it('keeps on when the chain cannot be read', async () => {
  const { store: secrets } = keychain()
  const reports: string[] = []
  const anchor = new AuditAnchor({ name: NAME, secrets, report: (text) => reports.push(text) })
  const closed = Object.assign(new MemoryAuditStore(), {
    readAudit: () => {
      throw new TypeError('the database is not open')
    },
  })
  anchor.advance({ count: 1, head: 'x' }, closed)
  await anchor.settled()
  expect(reports).toEqual([expect.stringContaining('is not open')])
})

it('shows a chain that was made anew, however long it is', async () => {
  const { open } = await anchoredLog(3)
  const forged = new MemoryAuditStore()
  const forger = new ChainedAuditLog(forged, { now: () => 2 })
  for (let count = 0; count < 5; count += 1) forger.append({ ...ENTRY, detail: 'less' })
  const { log, anchor } = open(forged)
  await anchor.load()
  expect(log.verdict()).toEqual({ kind: 'rewritten', anchoredCount: 3 })
})

it('lets a chain that went on after its checkpoint be', async () => {
  const { open, chain, lock, reports, checkpoint } = await anchoredLog(2)
  lock(true)
  const behind = open()
  behind.log.append(ENTRY)
  behind.log.append(ENTRY)
  await behind.anchor.settled()
  expect(reports).toEqual([])
  expect(checkpoint()).toMatchObject({ count: 2 })
  lock(false)
  const { log, anchor } = open(chain)
  await anchor.load()
  expect(log.verdict()).toEqual({ kind: 'intact', count: 4, anchoredCount: 2 })
  log.append(ENTRY)
  await anchor.settled()
  expect(checkpoint()).toMatchObject({ count: 5 })
})

it('takes a chain as it is when somebody says so, and forgets one that is put aside', async () => {
  const { open, chain, checkpoint } = await anchoredLog(3)
  const shorter = cut(chain, 1)
  const { anchor, log } = open(shorter)
  await anchor.load()
  expect(log.verdict().kind).toBe('cut')
  await anchor.accept({ count: 1, head: shorter.loadRecentAudit(1)[0]?.hash ?? '' })
  expect(log.verdict()).toEqual({ kind: 'intact', count: 1, anchoredCount: 1 })
  await anchor.forget()
  expect(checkpoint()).toBeNull()
  expect(verdictOn(shorter, null).kind).toBe('intact')
})

it.each(['nothing', '{"count":-1,"head":""}', '[]'])(
  'does not take %s for a checkpoint',
  async (text) => {
    const { store } = keychain(new Map([[NAME, text]]))
    const anchor = new AuditAnchor({ name: NAME, secrets: store, report: () => undefined })
    expect(await anchor.load()).toMatchObject({
      ok: false,
      error: expect.stringContaining('is no checkpoint'),
    })
  },
)
