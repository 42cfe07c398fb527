import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Settings } from '../../contract/settings.ts'
import type { WizardDraft } from '../../contract/setup.ts'
import type { Money } from '../../domain/amount.ts'
import { NO_LIMITS } from '../../domain/risk-limits.ts'
import { importCandleFile } from '../../exchanges/replay/candle-import.ts'
import { StoreError } from '../../ports/store-error.ts'
import { executeIn, rowsIn } from '../../storage/raw-database.fixture.ts'
import { temporaryFolder } from '../../storage/temporary-folder.fixture.ts'
import { limitsViewOf } from '../view/limits-view.ts'
import {
  DONE_DRAFT,
  essence,
  problemIn,
  profileBench,
  readySession,
  sessionOf,
} from './profile-bench.fixture.ts'

const ABSENT_IMPORT = {
  ...DONE_DRAFT,
  source: { kind: 'replay', importId: 'a'.repeat(16), symbol: 'BTC/USDT', timeframe: '1m' },
} as const satisfies WizardDraft

/** The wizard's drafts that cannot be finished. */
const wrongDrafts: readonly (readonly [string, string, WizardDraft])[] = [
  ['without a market', 'no-market', { ...DONE_DRAFT, source: null }],
  ['without the risk accepted', 'risk-not-accepted', { ...DONE_DRAFT, riskAccepted: false }],
  [
    'with averages the wrong way round',
    'bad-parameters',
    withBot({ parameters: { fast: 9, slow: 3 } }),
  ],
  ['without parameters', 'bad-parameters', withBot({ parameters: {} })],
  [
    'with a parameter too many',
    'bad-parameters',
    withBot({ parameters: { fast: 3, slow: 9, x: 1 } }),
  ],
  ['with an unknown strategy', 'bad-parameters', withBot({ strategyId: 'nobody-knows' })],
  ...['0', '-5', '0.000000001', 'much', '', '1e99', '1000000000000.00000001', '9'.repeat(40)].map(
    (startingBalance) =>
      [
        `with a balance of "${startingBalance}"`,
        'bad-balance',
        { ...DONE_DRAFT, startingBalance },
      ] as const,
  ),
  ['with an import that is gone', 'import-missing', ABSENT_IMPORT],
]

function withBot(changes: Partial<WizardDraft['bot']>): WizardDraft {
  return { ...DONE_DRAFT, bot: { ...DONE_DRAFT.bot, ...changes } }
}

function accountsIn(directory: string): string[] {
  const accounts = join(directory, 'accounts')
  return existsSync(accounts) ? readdirSync(accounts).sort() : []
}

describe.each(wrongDrafts)('a draft %s', (_name, code, draft) => {
  it('is a problem, and changes nothing', async () => {
    const { workspace, directory } = profileBench()
    const before = workspace.draft()
    expect(problemIn(await workspace.finishSetup(draft)).code).toBe(code)
    expect(workspace.session).toBeNull()
    expect(workspace.draft()).toEqual(before)
    expect(workspace.source()).toBeNull()
    expect(accountsIn(directory)).toEqual([])
  })

  it('does not disturb the account that runs', async () => {
    const bench = profileBench()
    const session = await readySession(bench.workspace.finishSetup(DONE_DRAFT))
    bench.run(20)
    const before = essence(session)
    problemIn(await bench.workspace.finishSetup(draft))
    expect(bench.workspace.session).toBe(session)
    expect(essence(session)).toEqual(before)
    bench.run(5)
    expect(session.snapshot().equity.time).toHaveLength(25)
    expect(bench.workspace.draft()).toEqual(DONE_DRAFT)
  })
})

const THREE_AND_EIGHT = [
  { label: 'Fast average', text: '3 candles' },
  { label: 'Slow average', text: '8 candles' },
]

describe('the wizard', () => {
  it('opens no account until it was finished once', async () => {
    const { workspace } = profileBench()
    expect(await workspace.openLast()).toEqual({ ok: true, value: null })
  })

  it('changes the bot of an account that is there, and leaves its money and history', async () => {
    const bench = profileBench()
    await readySession(bench.workspace.finishSetup(DONE_DRAFT))
    bench.run(60)
    const before = bench.workspace.session?.snapshot()
    const draft = { ...withBot({ name: 'Second' }), startingBalance: '77' }
    const session = await readySession(bench.workspace.finishSetup(draft))
    const { status, fills, account } = session.snapshot()
    expect(status.bots).toMatchObject([{ id: 'bot1', name: 'Second', status: 'running' }])
    expect(fills).toEqual(before?.fills)
    expect(account.startingBalance).toBe('10000')
    expect(status.portfolio).toEqual(before?.status.portfolio)
  })

  it('keeps an account of its own for every market', async () => {
    const bench = profileBench()
    await readySession(bench.workspace.finishSetup(DONE_DRAFT))
    bench.run(60)
    const other = { ...DONE_DRAFT, source: { kind: 'demo', seed: 8 } } as const
    const session = await readySession(bench.workspace.finishSetup(other))
    expect(session.snapshot()).toMatchObject({ account: { id: 'demo-8' }, orders: [] })
    expect(accountsIn(bench.directory)).toEqual(['demo-7', 'demo-8'])
  })

  it('that is finished twice at once leaves one session at work', async () => {
    const bench = profileBench()
    const both = [bench.workspace.finishSetup(DONE_DRAFT), bench.workspace.finishSetup(DONE_DRAFT)]
    const [first, second] = (await Promise.all(both)).map(sessionOf)
    expect(bench.workspace.session).toBe(second)
    expect(first).not.toBe(second)
    expect(second?.status().portfolio.equity).toBe('10000')
    bench.updates.length = 0
    bench.run(10)
    second?.snapshot()
    const shown = bench.updates.flatMap(({ candles }) => candles.openTime)
    expect(shown).toHaveLength(10)
    expect(new Set(shown).size).toBe(10)
  })

  it('that is half-way again does not keep the account from opening', async () => {
    const first = profileBench()
    await readySession(first.workspace.finishSetup(DONE_DRAFT))
    first.workspace.saveDraft({
      ...withBot({ parameters: { fast: 9, slow: 3 } }),
      startingBalance: '0',
    })
    first.close()
    const second = profileBench(first.directory)
    const session = await readySession(second.workspace.openLast())
    expect(session.snapshot().status.bots).toMatchObject([{ parameters: THREE_AND_EIGHT }])
  })
})

describe('a reset', () => {
  it('puts the account aside and begins anew with this balance and the same bot', async () => {
    const bench = profileBench()
    await readySession(bench.workspace.finishSetup(DONE_DRAFT))
    bench.run(60)
    const session = await readySession(bench.workspace.resetAccount('250'))
    expect(session.snapshot()).toMatchObject({
      account: { startingBalance: '250' },
      status: { bots: [{ status: 'running', parameters: THREE_AND_EIGHT }] },
      orders: [],
      fills: [],
      equity: { time: [] },
    })
    const [current = '', archived = '', ...others] = accountsIn(bench.directory)
    expect([current, others]).toEqual(['demo-7', []])
    expect(archived).toMatch(/^demo-7-archived-\d+$/)
    const ledger = join(bench.directory, 'accounts', archived, 'ledger.db')
    expect(rowsIn(ledger, 'SELECT * FROM fills').length).toBeGreaterThan(0)
    bench.run(30)
    expect(session.snapshot().equity.time).toHaveLength(30)
  })

  it('keeps the bot that runs, whatever the wizard is half-way through', async () => {
    const bench = profileBench()
    await readySession(bench.workspace.finishSetup(DONE_DRAFT))
    bench.workspace.saveDraft(withBot({ parameters: { fast: 400, slow: 20 } }))
    const session = await readySession(bench.workspace.resetAccount('250'))
    expect(session.snapshot().status.bots).toMatchObject([{ parameters: THREE_AND_EIGHT }])
  })

  it.each(['0', '-1', 'much', '0.000000001'])(
    'to "%s" is a problem and changes nothing',
    async (balance) => {
      const bench = profileBench()
      const session = await readySession(bench.workspace.finishSetup(DONE_DRAFT))
      expect(problemIn(await bench.workspace.resetAccount(balance)).code).toBe('bad-balance')
      expect(bench.workspace.session).toBe(session)
      expect(accountsIn(bench.directory)).toEqual(['demo-7'])
    },
  )

  it('without an account is a problem', async () => {
    const { workspace } = profileBench()
    expect(problemIn(await workspace.resetAccount('100')).code).toBe('no-market')
  })

  it('that cannot open the market leaves the account running', async () => {
    const bench = profileBench()
    const imported = await importMinutes(bench.directory)
    const session = sessionOf(
      await bench.workspace.finishSetup({ ...DONE_DRAFT, source: imported }),
    )
    rmSync(join(bench.directory, 'imports'), { recursive: true })
    expect(problemIn(await bench.workspace.resetAccount('100')).code).toBe('import-missing')
    expect(bench.workspace.session).toBe(session)
    bench.run(5)
    expect(session.snapshot().equity.time).toHaveLength(5)
  })

  it('that cannot put the files aside leaves the account running', async () => {
    const bench = profileBench()
    await readySession(bench.workspace.finishSetup(DONE_DRAFT))
    bench.run(60)
    const before = bench.workspace.session?.snapshot()
    // Something that is no empty folder is in the archive's place already.
    const archive = join(bench.directory, 'accounts', `demo-7-archived-${bench.clock.now()}`)
    mkdirSync(join(archive, 'in the way'), { recursive: true })
    await expect(bench.workspace.resetAccount('100')).rejects.toThrow(StoreError)
    const { session } = bench.workspace
    expect(session?.snapshot().fills).toEqual(before?.fills)
    bench.run(5)
    expect(session?.snapshot().equity.time).toHaveLength(65)
  })
})

describe('a profile', () => {
  it('with a missing import says so at the start', async () => {
    const first = profileBench()
    const source = await importMinutes(first.directory)
    await readySession(first.workspace.finishSetup({ ...DONE_DRAFT, source }))
    first.close()
    rmSync(join(first.directory, 'imports'), { recursive: true })
    const second = profileBench(first.directory)
    expect(problemIn(await second.workspace.openLast())).toMatchObject({
      code: 'import-missing',
      action: expect.stringContaining('Import the file again'),
    })
    expect(second.workspace.session).toBeNull()
  })

  it('whose account was taken away makes it anew, as far as the draft allows', async () => {
    const first = profileBench()
    await readySession(first.workspace.finishSetup(DONE_DRAFT))
    first.close()
    rmSync(join(first.directory, 'accounts'), { recursive: true })
    const { workspace } = profileBench(first.directory)
    workspace.saveDraft({ ...DONE_DRAFT, startingBalance: '0' })
    expect(problemIn(await workspace.openLast()).code).toBe('bad-balance')
    workspace.saveDraft({ ...DONE_DRAFT, startingBalance: '55' })
    const { account, status } = (await readySession(workspace.openLast())).snapshot()
    expect(account.startingBalance).toBe('55')
    expect(status.bots).toHaveLength(1)
  })

  it('that is in use cannot be opened again, and can when it is closed', () => {
    const first = profileBench()
    expect(() => profileBench(first.directory)).toThrow('Another Cryptobot is using the profile')
    first.close()
    profileBench(first.directory).close()
  })

  it('whose folder cannot be made is a store error that names it', () => {
    const file = join(temporaryFolder(), 'file')
    writeFileSync(file, '')
    expect(() => profileBench(join(file, 'profile'))).toThrow(/cannot be written/)
  })

  it('gives its lock back when its settings are damaged', () => {
    const directory = temporaryFolder()
    const settings = join(directory, 'settings.db')
    writeFileSync(settings, 'no settings, but a letter to my aunt. '.repeat(40))
    expect(() => profileBench(directory)).toThrow(/has not changed it and kept a copy/)
    rmSync(settings)
    profileBench(directory).close()
  })

  it('keeps settings, draft and theme', () => {
    const first = profileBench()
    const exchangeUrls = { binance: 'http://localhost:1/api' }
    const settings: Settings = {
      theme: 'dark',
      priceColours: 'blue-up',
      exchangeUrls,
      metricsPort: null,
      updateChannel: 'stable',
      showsChecklist: true,
      staysAwake: false,
    }
    first.workspace.saveSettings(settings, 'window')
    first.workspace.saveDraft({ ...DONE_DRAFT, step: 'bot' })
    first.close()
    const { workspace } = profileBench(first.directory)
    expect(workspace.settings()).toEqual(settings)
    expect(workspace.draft().step).toBe('bot')
  })

  it('that is closed while an account opens does not run it', async () => {
    const first = profileBench()
    await readySession(first.workspace.finishSetup(DONE_DRAFT))
    first.close()
    const second = profileBench(first.directory)
    const opening = second.workspace.openLast()
    await Promise.resolve()
    second.close()
    expect(problemIn(await opening).code).toBe('closed')
    expect(second.workspace.session).toBeNull()
    profileBench(first.directory).close()
  })

  it('has no speed to set without an account', () => {
    expect(problemIn(profileBench().workspace.setSpeed(5)).code).toBe('no-pace')
  })
})

describe('the demo of the command line', () => {
  it('runs a bot of its own, and leaves what the wizard chose', async () => {
    const { workspace } = profileBench()
    const session = await readySession(workspace.openDemo())
    expect(session.snapshot().status.bots).toHaveLength(1)
    expect(workspace.source()).toBeNull()
  })

  it('runs the bot that the account has', async () => {
    const first = profileBench()
    await readySession(first.workspace.finishSetup(DONE_DRAFT))
    const session = await readySession(first.workspace.openDemo())
    expect(session.snapshot().status.bots).toMatchObject([{ parameters: THREE_AND_EIGHT }])
  })

  it('has its bot even when a crash came before that was stored', async () => {
    const first = profileBench()
    await readySession(first.workspace.openDemo())
    first.close()
    executeIn(join(first.directory, 'accounts', 'demo-7', 'ledger.db'), 'DELETE FROM bots')
    const session = await readySession(profileBench(first.directory).workspace.openDemo())
    expect(session.snapshot().status.bots).toHaveLength(1)
  })
})

describe('a stored bot that cannot run', () => {
  it.each([
    ["json_set(definition, '$.strategyId', 'from-the-future')", 'this version has no strategy'],
    ["json_set(definition, '$.parameters.fast', 9999)", 'does not take its parameters'],
  ])('is shown with the reason: %s', async (change, reason) => {
    const first = profileBench()
    await readySession(first.workspace.finishSetup(DONE_DRAFT))
    first.close()
    executeIn(
      join(first.directory, 'accounts', 'demo-7', 'ledger.db'),
      `UPDATE bots SET definition = ${change}`,
    )
    const second = profileBench(first.directory)
    const session = await readySession(second.workspace.openLast())
    second.run(30)
    const { bots } = essenceStatus(session)
    expect(bots).toMatchObject([{ id: 'bot1', thought: expect.stringContaining(reason) }])
    expect(session.snapshot().decisions.at(-1)?.reason).toContain(reason)
    expect(session.snapshot().orders).toEqual([])
  })
})

function essenceStatus(session: Parameters<typeof essence>[0]) {
  essence(session)
  return session.status()
}

/** Sixty flat minutes as an import of this profile. */
async function importMinutes(directory: string) {
  const path = join(directory, 'minutes.csv')
  const rows = Array.from({ length: 60 }, (_, index) => {
    return `${Date.UTC(2024, 0, 1, 0, index)},30000,30001,29999,30000.5,12`
  })
  writeFileSync(path, ['timestamp,open,high,low,close,volume', ...rows, ''].join('\n'))
  const imported = await importCandleFile(path, join(directory, 'imports'))
  if (!imported.ok) throw new Error(imported.error.message)
  const { importId, timeframe } = imported.value
  return { kind: 'replay', importId, symbol: 'BTC/USDT', timeframe } as const
}

describe('accounts of one profile', () => {
  const ORDER = {
    symbol: 'BTC/USDT',
    side: 'buy',
    type: 'limit',
    quantity: '0.01',
    price: '20000',
    triggerPrice: null,
    timeInForce: 'gtc',
    postOnly: false,
  } as const

  it('trade one at a time: the one that was open sends nothing once another is', async () => {
    const { workspace, run, directory } = profileBench()
    const first = await readySession(workspace.finishSetup(DONE_DRAFT))
    run(3)
    expect(await first.place({ ...ORDER, intentId: 'one' }, 'window')).toMatchObject({
      value: { kind: 'sent' },
    })
    const source = { kind: 'demo', seed: 8 } as const
    const second = await readySession(workspace.finishSetup({ ...DONE_DRAFT, source }))
    run(3)
    expect(workspace.session).toBe(second)
    const late = await first.place({ ...ORDER, intentId: 'two' }, 'window')
    expect(late).not.toMatchObject({ value: { kind: 'sent' } })
    const ledger = join(directory, 'accounts', 'demo-7', 'ledger.db')
    const ids = rowsIn(ledger, "SELECT intent_id FROM orders WHERE bot_id = 'manual'")
    expect(ids).toEqual([{ intent_id: 'one' }])
    expect(await second.place({ ...ORDER, intentId: 'two' }, 'window')).toMatchObject({
      value: { kind: 'sent' },
    })
  })

  it('are each held against the limits of all of them, by what they hold themselves', async () => {
    const { workspace, run } = profileBench()
    const first = await readySession(workspace.finishSetup(DONE_DRAFT))
    run(3)
    const limits = { ...limitsViewOf(NO_LIMITS), openOrdersMax: 1 }
    await workspace.limits.save({ scope: 'global', limits, actor: 'window', isConfirmed: false })
    const kindOf = async (session: typeof first, intentId: string) => {
      const answer = await session.place({ ...ORDER, intentId }, 'window')
      return answer.ok ? answer.value.kind : answer.error.message
    }
    expect(await kindOf(first, 'one')).toBe('sent')
    expect(await kindOf(first, 'two')).toBe('refused')
    const source = { kind: 'demo', seed: 8 } as const
    const second = await readySession(workspace.finishSetup({ ...DONE_DRAFT, source }))
    run(3)
    expect(await kindOf(second, 'one')).toBe('sent')
    expect(await kindOf(second, 'two')).toBe('refused')
  })
})

describe('limits that an account is opened with', () => {
  const source = { kind: 'demo', seed: 7 } as const

  it('hold from the first order on, and stay without being named again', async () => {
    const { workspace, directory, close } = profileBench()
    const limits = { ...limitsViewOf(NO_LIMITS), openOrdersMax: 1 }
    const of = new Map([['bot1', limits]])
    const botLimits = { of, actor: 'command-line', isConfirmed: false } as const
    const wish = { source, startingBalance: 1_000_000_000_000 as Money, bots: [], isBrief: true }
    sessionOf(await workspace.openAccount({ ...wish, botLimits }))
    close()
    const again = profileBench(directory).workspace
    const session = sessionOf(await again.openAccount(wish))
    expect(session.engine.limits.get('bot:bot1').openOrdersMax).toBe(1)
    expect(session.audit.loadRecent(9)).toMatchObject([
      { actor: 'command-line', subject: 'bot:bot1', detail: 'open orders from no limit to 1' },
    ])
  })
})

describe('the audit log of the profile', () => {
  const AUDIT = 'SELECT actor, action, subject, detail FROM audit'

  it('has an entry of the account that the wizard has set up', async () => {
    const { workspace, directory } = profileBench()
    const { accountId } = sessionOf(await workspace.finishSetup(DONE_DRAFT))
    expect(rowsIn(join(directory, 'settings.db'), AUDIT)).toEqual([
      {
        ...{ actor: 'window', action: 'account set up', subject: `account ${accountId}` },
        detail: expect.stringContaining(`with ${DONE_DRAFT.bot.strategyId} on `),
      },
    ])
  })

  it('has it in the same commit as what was set up', async () => {
    const { workspace, directory } = profileBench()
    executeIn(
      join(directory, 'settings.db'),
      "CREATE TRIGGER full BEFORE INSERT ON settings WHEN NEW.name = 'source' BEGIN SELECT RAISE(ABORT, 'full'); END",
    )
    await expect(workspace.finishSetup(DONE_DRAFT)).rejects.toThrow(StoreError)
    expect(rowsIn(join(directory, 'settings.db'), AUDIT)).toEqual([])
    expect(workspace.source()).toBeNull()
  })
})
