import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { API_KEY, API_SECRET, FakeBinance } from '../../../e2e/fake-exchange/fake-binance.ts'
import { ChainedAuditLog } from '../../audit/chained-audit-log.ts'
import { endingOf } from '../../contract/keys.ts'
import { success } from '../../domain/result.ts'
import { ManualClock } from '../../exchanges/manual-clock.ts'
import type { ExchangeKeys, KeyStore, SpareKey } from '../../ports/key-source.ts'
import { DISK_FULL } from '../../storage/faulty-ledger-store.fixture.ts'
import { SettingsStore } from '../../storage/settings-store.ts'
import { temporaryFolder } from '../../storage/temporary-folder.fixture.ts'
import { KeyDesk } from './key-desk.ts'
import { KeyRotator } from './key-rotator.ts'
import { RotationBook } from './rotation-book.ts'
import type { RotatedAccount } from './rotation-steps.ts'

const PLACE = { mode: 'testnet', exchangeId: 'binance' } as const
const OLD = { apiKey: API_KEY, secret: API_SECRET, passphrase: null, words: '' }
const NEW = { ...OLD, apiKey: 'a-newer-key-abcd', secret: 'a newer secret' }
const MINUTE_MS = 60_000

/** Keys in memory, which `failing` keeps from being written. */
class KeptKeys implements KeyStore {
  readonly kept = new Map<string, ExchangeKeys>()
  failing: SpareKey | 'used' | null = null

  keysFor = this.#of('used').keysFor
  save = this.#of('used').save
  remove = this.#of('used').remove

  spare(which: SpareKey) {
    return this.#of(which)
  }

  #of(which: SpareKey | 'used') {
    return {
      keysFor: async () => success(this.kept.get(which) ?? null),
      save: async (_mode: string, _exchange: string, keys: ExchangeKeys) => {
        if (this.failing === which) return { ok: false, error: 'the keychain is locked' } as const
        this.kept.set(which, keys)
        return success(null)
      },
      remove: async () => {
        this.kept.delete(which)
        return success(null)
      },
    }
  }
}

/** A profile whose key for a fake Binance is to be replaced, and the account that trades with it. */
async function bench() {
  const exchange = new FakeBinance()
  exchange.keys.issue(NEW.apiKey, NEW.secret)
  const url = await exchange.start()
  onTestFinished(() => exchange.stop())
  const clock = new ManualClock(Date.UTC(2024, 0, 1))
  const settings = new SettingsStore(join(temporaryFolder(), 'settings.db'))
  onTestFinished(() => settings.close())
  const audit = new ChainedAuditLog(settings.audit, clock)
  const store = new KeptKeys()
  const parts = { settings, audit: () => audit, clock, store }
  const desk = new KeyDesk(parts)
  const account = { reopens: true, log: [] as string[] }
  const rotated: RotatedAccount = {
    pauseEntries: () => {
      account.log.push('paused')
      return success(null)
    },
    resumeEntries: () => {
      account.log.push('resumed')
      return success(null)
    },
    reopen: async () => {
      account.log.push('opened anew')
      if (account.reopens) return success(null)
      return { ok: false, error: { code: 'away', message: 'The exchange is away.', action: '' } }
    },
  }
  const book = new RotationBook(parts)
  const rotator = new KeyRotator({ ...parts, desk, book, account: () => rotated, urlOf: () => url })
  onTestFinished(() => rotator.close())
  expect((await desk.add({ ...PLACE, typed: OLD, actor: 'window' }, url)).ok).toBe(true)
  const begin = () => rotator.begin({ ...PLACE, typed: NEW, actor: 'window' }, url)
  const endings = () =>
    Object.fromEntries([...store.kept].map(([which, { apiKey }]) => [which, endingOf(apiKey)]))
  return { exchange, clock, settings, store, desk, book, rotator, account, begin, endings }
}

const [OLD_END, NEW_END] = [endingOf(OLD.apiKey), endingOf(NEW.apiKey)]

describe('a rotation of keys', () => {
  it('switches, and waits for the end of the old key, which only the exchange can tell', async () => {
    const { rotator, begin, endings, account, exchange, desk } = await bench()
    expect((await begin()).ok).toBe(true)
    expect(endings()).toEqual({ used: OLD_END, next: NEW_END })
    expect(await rotator.goOn(PLACE)).toMatchObject({
      value: { step: 'reconciled', problem: { code: 'old-key-works' } },
    })
    expect(account.log).toEqual(['paused', 'opened anew', 'resumed'])
    expect(endings()).toEqual({ used: NEW_END, last: OLD_END })
    expect(desk.find(PLACE)?.ending).toBe(NEW_END)
    exchange.keys.revoke(OLD.apiKey)
    expect(await rotator.goOn(PLACE)).toEqual(success(null))
    expect(endings()).toEqual({ used: NEW_END })
  })

  it('that is given up before the switch leaves the old key, and after it the new one', async () => {
    const early = await bench()
    await early.begin()
    expect((await early.rotator.giveUp(PLACE, 'window')).ok).toBe(true)
    expect(early.endings()).toEqual({ used: OLD_END })
    expect(early.book.list()).toEqual([])

    const late = await bench()
    await late.begin()
    await late.rotator.goOn(PLACE)
    expect((await late.rotator.giveUp(PLACE, 'window')).ok).toBe(true)
    expect(late.endings()).toEqual({ used: NEW_END })
    expect(late.book.list()).toEqual([])
  })

  it('that cannot keep the new key in the place of the old one is put back when it is given up', async () => {
    const { store, begin, rotator, endings } = await bench()
    await begin()
    store.failing = 'used'
    expect(await rotator.goOn(PLACE)).toMatchObject({ value: { step: 'paused' } })
    expect(endings()).toEqual({ used: OLD_END, next: NEW_END, last: OLD_END })
    store.failing = null
    expect((await rotator.giveUp(PLACE, 'window')).ok).toBe(true)
    expect(endings()).toEqual({ used: OLD_END })
  })

  it('is tried again by itself where the exchange was away, and where the disk was full', async () => {
    const { begin, rotator, account, book, clock, settings } = await bench()
    await begin()
    account.reopens = false
    await rotator.goOn(PLACE)
    expect(book.find(PLACE)).toMatchObject({ step: 'switched', problem: { code: 'away' } })
    account.reopens = true
    rotator.watch()
    const save = settings.save.bind(settings)
    let failures = 0
    settings.save = () => {
      failures += 1
      throw DISK_FULL
    }
    clock.advance(0)
    // That the step is done, and then that it could not be written down.
    await expect.poll(() => failures).toBe(2)
    settings.save = save
    expect(book.find(PLACE)).toMatchObject({ step: 'switched' })
    await expect.poll(() => clock.advance(MINUTE_MS) ?? book.find(PLACE)?.step).toBe('reconciled')
  })
})
