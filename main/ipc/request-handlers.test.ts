import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { RequestInput, RequestName } from '../../app/contract/requests.ts'
import type { Preferences } from '../../app/contract/settings.ts'
import { failure, success } from '../../app/domain/result.ts'
import {
  DONE_DRAFT,
  profileBench,
  reconciled,
  sessionOf,
} from '../../app/engine/session/profile-bench.fixture.ts'
import { answerRequest } from './answer-request.ts'
import { RequestGate } from './request-gate.ts'
import { type HandlerParts, requestHandlers } from './request-handlers.ts'

const NO_UPDATES = { kind: 'off', reason: 'This is a test.' } as const
const NO_RESEARCH = { code: 'test', message: 'Nobody does research here.', action: '' }

function bench(changes: Partial<HandlerParts> = {}) {
  const profile = profileBench()
  const { workspace } = profile
  const themes: string[] = []
  const asked: unknown[] = []
  const handlers = requestHandlers({
    version: '1.2.3',
    haltShortcut: { keys: 'Ctrl + Alt + Shift + H', isRegistered: true },
    openProfile: async () => ({ workspace, failure: null }),
    chooseCandleFile: async () => null,
    chooseSavePath: async () => null,
    openKeyWindow: () => undefined,
    openHelp: () => undefined,
    loadCatalog: async () => ({
      listExchanges: async () => [{ id: 'binance', name: 'Binance' }],
      listMarkets: async (exchangeId, baseUrl) => {
        asked.push([exchangeId, baseUrl])
        return success([
          { symbol: 'BTC/USDT', base: 'BTC', quote: 'USDT', timeframes: ['1m'], priceDecimals: 2 },
        ])
      },
    }),
    applySettings: ({ theme }) => themes.push(theme),
    health: () => HEALTH,
    logDesk: () => undefined,
    directory: profile.directory,
    copy: () => undefined,
    updates: {
      view: async () => NO_UPDATES,
      check: async () => NO_UPDATES,
      install: async () => failure(NO_RESEARCH),
    },
    lock: () => undefined,
    research: { ask: async () => failure(NO_RESEARCH) },
    markets: { ask: async () => failure(NO_RESEARCH) },
    data: { ask: async () => failure(NO_RESEARCH) },
    chooseHistoryFile: async () => null,
    takePicture: async () => null,
    ...changes,
  })
  const faults: unknown[] = []
  const log = {
    warn: (...what: unknown[]) => faults.push(what),
    error: (...what: unknown[]) => faults.push(what),
  }
  const gate = new RequestGate({
    stopwatch: () => 0,
    isViewOnly: () => workspace.isViewOnly(),
    isLocked: () => false,
    takeConfirmation: () => true,
    silences: () => false,
    warn: log.warn,
  })
  /** Asks as the window does, and expects an answer that keeps to the contract. */
  const ask = async <Name extends RequestName>(name: Name, input: RequestInput<Name>) => {
    const answer = await answerRequest(name, input, { handlers, gate, log })
    expect(faults).toEqual([])
    return answer
  }
  return { ...profile, ask, themes, asked }
}

const HEALTH = {
  parts: [{ name: 'engine', state: 'well' as const, text: '1 of 1 bots run.' }],
  latencies: [],
  callBreakers: [],
  streams: [],
  queueDepth: 0,
  eventLoopDelayP99: 1,
  memoryMiB: 100,
  ratePercentLeft: null,
  streamAgeMs: null,
  clockOffsetMs: null,
  databases: [],
  metricsAddress: null,
}

const WISH = {
  intentId: 'w-1',
  symbol: 'BTC/USDT',
  side: 'buy',
  type: 'limit',
  quantity: '0.01',
  price: '20000',
  triggerPrice: null,
  timeInForce: 'gtc',
  postOnly: false,
} as const

const HALT = { scope: 'account', state: 'halted', reason: 'lunch' } as const
const RESUME = { scope: 'account', state: 'active', reason: 'back' } as const
const NO_ACCOUNT = { ok: false, error: { code: 'no-account' } }

describe('before the wizard was finished', () => {
  it('loads the app with its draft, and without an account', async () => {
    const { ask } = bench()
    expect(await ask('loadApp', null)).toMatchObject({
      ok: true,
      value: {
        version: '1.2.3',
        setUp: false,
        failure: null,
        settings: { theme: 'system' },
        haltShortcut: { keys: 'Ctrl + Alt + Shift + H', isRegistered: true },
      },
    })
    expect(await ask('loadSnapshot', null)).toEqual({ ok: true, value: null })
  })

  it('has no bot to start or stop, nothing to halt, resume, speed up or reset', async () => {
    const { ask } = bench()
    expect(await ask('startBot', { botId: 'bot1' })).toMatchObject(NO_ACCOUNT)
    expect(await ask('stopBot', { botId: 'bot1' })).toMatchObject(NO_ACCOUNT)
    expect(await ask('setTradingState', HALT)).toMatchObject(NO_ACCOUNT)
    expect(await ask('setTradingState', RESUME)).toMatchObject(NO_ACCOUNT)
    expect(await ask('setSpeed', { candlesPerSecond: 5 })).toMatchObject({ ok: false })
    expect(await ask('resetAccount', { startingBalance: '5' })).toMatchObject({ ok: false })
  })

  it('keeps the draft that is half-way', async () => {
    const { ask } = bench()
    await ask('saveDraft', { ...DONE_DRAFT, step: 'bot' })
    expect(await ask('loadApp', null)).toMatchObject({ value: { draft: { step: 'bot' } } })
  })
})

describe('with an account', () => {
  it('finishes the wizard, trades, stops, halts, resumes and resets', async () => {
    const { ask, run, workspace } = bench()
    expect(await ask('finishSetup', DONE_DRAFT)).toMatchObject({ ok: true, value: { orders: [] } })
    expect(await ask('loadApp', null)).toMatchObject({ value: { setUp: true } })
    await reconciled(sessionOf(success(workspace.session)))
    run(60)
    const snapshot = await ask('loadSnapshot', null)
    expect(snapshot.ok && snapshot.value?.fills.length).toBeGreaterThan(0)
    await ask('stopBot', { botId: 'bot1' })
    expect(workspace.session?.status().bots).toMatchObject([{ status: 'stopped' }])
    await ask('startBot', { botId: 'bot1' })
    expect(workspace.session?.status().bots).toMatchObject([{ status: 'running' }])
    await ask('setTradingState', HALT)
    expect(workspace.session?.status().trading).toMatchObject({ state: 'halted', reason: 'lunch' })
    await ask('setTradingState', RESUME)
    expect(workspace.session?.status().trading.state).toBe('active')
    expect(await ask('setSpeed', { candlesPerSecond: 9 })).toEqual({ ok: true, value: null })
    expect(await ask('resetAccount', { startingBalance: '77' })).toMatchObject({
      value: { account: { startingBalance: '77', speed: 9 }, fills: [] },
    })
  })

  it('answers a wrong draft and a wrong balance with the problem', async () => {
    const { ask } = bench()
    const draft = { ...DONE_DRAFT, riskAccepted: false }
    expect(await ask('finishSetup', draft)).toMatchObject({ error: { code: 'risk-not-accepted' } })
    await ask('finishSetup', DONE_DRAFT)
    expect(await ask('resetAccount', { startingBalance: '0' })).toMatchObject({
      error: { code: 'bad-balance' },
    })
  })
})

describe('orders by hand', () => {
  it('are placed once however often they are asked for, and cancelled', async () => {
    const { ask, workspace } = bench()
    await ask('finishSetup', DONE_DRAFT)
    await ask('stopBot', { botId: 'bot1' })
    await reconciled(sessionOf(success(workspace.session)))
    await ask('placeOrder', WISH)
    expect(await ask('placeOrder', WISH)).toMatchObject({
      value: { kind: 'sent', order: { intentId: 'w-1' } },
    })
    const orders = () => workspace.session?.snapshot().orders
    expect(orders()).toMatchObject([{ state: 'open', symbol: 'BTC/USDT' }])
    const { clientOrderId } = orders()?.[0] ?? { clientOrderId: '' }
    await ask('cancelOrder', { clientOrderId })
    expect(orders()).toMatchObject([{ state: 'cancelled' }])
    await ask('placeOrder', { ...WISH, intentId: 'w-2' })
    await ask('placeOrder', { ...WISH, intentId: 'w-3' })
    await ask('cancelAllOrders', null)
    expect(orders()?.map(({ state }) => state)).toEqual(['cancelled', 'cancelled', 'cancelled'])
  })

  it('are refused with the rules that they break, and answered when they make no sense', async () => {
    const { ask, workspace } = bench()
    await ask('finishSetup', DONE_DRAFT)
    await reconciled(sessionOf(success(workspace.session)))
    expect(await ask('placeOrder', { ...WISH, quantity: '900' })).toMatchObject({
      value: { kind: 'refused', refusals: [{ rule: 'sufficient-balance' }] },
    })
    expect(await ask('placeOrder', { ...WISH, price: null })).toMatchObject({
      error: { code: 'bad-order' },
    })
    expect(workspace.session?.snapshot().orders).toEqual([])
  })

  it('need an account, as does everything about drifts', async () => {
    const { ask } = bench()
    expect(await ask('placeOrder', WISH)).toMatchObject(NO_ACCOUNT)
    expect(await ask('cancelOrder', { clientOrderId: 'cb-1' })).toMatchObject(NO_ACCOUNT)
    expect(await ask('cancelAllOrders', null)).toMatchObject(NO_ACCOUNT)
    expect(await ask('reconcileNow', null)).toMatchObject(NO_ACCOUNT)
    expect(await ask('decideDrift', { driftId: 'drift-1', decision: 'adopt' })).toMatchObject(
      NO_ACCOUNT,
    )
  })

  it('a drift that is not there changes nothing', async () => {
    const { ask, workspace } = bench()
    await ask('finishSetup', DONE_DRAFT)
    await reconciled(sessionOf(success(workspace.session)))
    const before = workspace.session?.status()
    expect(await ask('decideDrift', { driftId: 'drift-9', decision: 'adopt' })).toMatchObject({
      ok: true,
    })
    expect(await ask('reconcileNow', null)).toMatchObject({ ok: true })
    expect(workspace.session?.status().portfolio).toEqual(before?.portfolio)
  })
})

describe('settings and markets', () => {
  it('tells how everything does', async () => {
    expect(await bench().ask('loadHealth', null)).toEqual({ ok: true, value: HEALTH })
  })

  it('stores settings and applies the theme', async () => {
    const { ask, themes, workspace } = bench()
    const preferences: Preferences = {
      theme: 'dark',
      priceColours: 'red-up',
      metricsPort: 9_464,
      updateChannel: 'beta',
      showsChecklist: true,
      staysAwake: false,
    }
    const settings = { ...preferences, exchangeUrls: {} }
    expect(await ask('saveSettings', preferences)).toEqual({ ok: true, value: settings })
    expect([themes, workspace.settings()]).toEqual([['dark'], settings])
  })

  it('stores the address of one exchange, and forgets it again', async () => {
    const { ask, workspace } = bench()
    const urls = () => workspace.settings().exchangeUrls
    await ask('saveExchangeUrl', { exchangeId: 'kraken', url: 'http://127.0.0.1:8' })
    await ask('saveExchangeUrl', { exchangeId: 'binance', url: 'http://127.0.0.1:9' })
    await ask('saveSettings', { theme: 'dark' })
    expect(urls()).toEqual({ kraken: 'http://127.0.0.1:8', binance: 'http://127.0.0.1:9' })
    await ask('saveExchangeUrl', { exchangeId: 'kraken', url: null })
    expect(urls()).toEqual({ binance: 'http://127.0.0.1:9' })
  })

  it('lists strategies, exchanges and markets, at the address from the settings', async () => {
    const { ask, asked } = bench()
    await ask('saveExchangeUrl', { exchangeId: 'binance', url: 'http://127.0.0.1:9' })
    expect(await ask('listStrategies', null)).toMatchObject({
      value: expect.arrayContaining([expect.objectContaining({ id: 'sma-cross' })]),
    })
    expect(await ask('listExchanges', null)).toMatchObject({ value: [{ id: 'binance' }] })
    expect(await ask('listMarkets', { exchangeId: 'binance' })).toMatchObject({
      value: [{ symbol: 'BTC/USDT' }],
    })
    await ask('listMarkets', { exchangeId: 'kraken' })
    expect(asked).toEqual([
      ['binance', 'http://127.0.0.1:9'],
      ['kraken', undefined],
    ])
  })

  it('passes the problem of a catalogue on', async () => {
    const error = { code: 'unreachable', message: 'Binance does not answer.', action: 'Wait.' }
    const { ask } = bench({
      loadCatalog: async () => ({
        listExchanges: async () => [],
        listMarkets: async () => ({ ok: false, error }),
      }),
    })
    expect(await ask('listMarkets', { exchangeId: 'binance' })).toEqual({ ok: false, error })
  })

  it('imports the file that was chosen, and nothing when none was', async () => {
    let chosen: string | null = null
    const { ask, directory } = bench({ chooseCandleFile: async () => chosen })
    expect(await ask('importCandles', { repairs: false })).toEqual({ ok: true, value: null })
    chosen = join(directory, 'minutes.csv')
    const row = (minute: number) => `${Date.UTC(2024, 0, 1, 0, minute)},1,1,1,1,1`
    writeFileSync(
      chosen,
      ['timestamp,open,high,low,close,volume', row(0), row(1), row(2), ''].join('\n'),
    )
    expect(await ask('importCandles', { repairs: false })).toMatchObject({
      value: { candles: 3, timeframe: '1m' },
    })
    expect(await ask('listImports', null)).toMatchObject({ value: [{ fileName: 'minutes.csv' }] })
  })
})

describe('without a profile', () => {
  it('loads the app with the failure, and answers everything else with it', async () => {
    const failure = {
      code: 'store-damaged',
      message: 'settings.db is damaged.',
      action: 'Restore.',
    }
    const { ask } = bench({ openProfile: async () => ({ workspace: null, failure }) })
    expect(await ask('loadApp', null)).toMatchObject({ value: { setUp: true, failure } })
    expect(await ask('loadSnapshot', null)).toEqual({ ok: false, error: failure })
    expect(await ask('listImports', null)).toEqual({ ok: false, error: failure })
  })
})
