import { afterEach, beforeEach, expect, it, onTestFinished } from 'vitest'
import { FakeBinance } from '../../../e2e/fake-exchange/fake-binance.ts'
import { systemClock } from '../../exchanges/system-clock.ts'
import { NO_KEYS } from '../../ports/key-source.ts'
import { temporaryFolder } from '../../storage/temporary-folder.fixture.ts'
import { NO_LISTENER } from '../engine-listener.ts'
import { DONE_DRAFT, problemIn, sessionOf } from './profile-bench.fixture.ts'
import { Workspace } from './workspace.ts'

const exchange = new FakeBinance({ speed: 600 })
const SOURCE = {
  kind: 'live-data',
  exchangeId: 'binance',
  symbol: 'BTC/USDT',
  timeframe: '1m',
} as const
const DRAFT = { ...DONE_DRAFT, mode: 'paper', source: SOURCE } as const

beforeEach(() => exchange.start())
afterEach(() => exchange.stop())

/** A profile that knows where the exchange is. */
function open(directory = temporaryFolder()) {
  const observers = { publish: () => undefined, listener: NO_LISTENER }
  const workspace = new Workspace({ directory, clock: systemClock, keys: NO_KEYS, observers })
  let isOpen = true
  const close = () => {
    if (isOpen) workspace.close()
    isOpen = false
  }
  onTestFinished(close)
  const exchangeUrls = { binance: exchange.url }
  workspace.saveSettings(
    {
      theme: 'system',
      priceColours: 'green-up',
      exchangeUrls,
      metricsPort: null,
      updateChannel: 'stable',
      showsChecklist: true,
      staysAwake: false,
    },
    'window',
  )
  return { directory, workspace, close }
}

it('opens an account on the candles of an exchange, in real time', async () => {
  const { workspace } = open()
  const session = sessionOf(await workspace.finishSetup(DRAFT))
  const { account, candles } = session.snapshot()
  expect(account).toMatchObject({ mode: 'paper', title: 'Binance', speed: null })
  expect(account.id).toBe('paper-binance-btc-usdt-1m')
  expect(candles.openTime.length).toBeGreaterThan(100)
  expect(problemIn(workspace.setSpeed(5)).code).toBe('no-pace')
  await expect.poll(() => session.status().feed.state).toBe('running')
})

it('is no account, and changes nothing, while the exchange cannot be reached', async () => {
  const { workspace } = open()
  await exchange.stop()
  expect(problemIn(await workspace.finishSetup(DRAFT)).code).not.toBe('internal')
  expect([workspace.session, workspace.source()]).toEqual([null, null])
}, 30_000)

it('opens again, and is reset, without its exchange, once the market is known', async () => {
  const first = open()
  sessionOf(await first.workspace.finishSetup(DRAFT))
  first.close()
  await exchange.stop()
  const { workspace } = open(first.directory)
  const session = sessionOf(await workspace.openLast())
  expect(session.snapshot().status.bots).toMatchObject([{ status: 'running' }])
  expect(session.status().feed.state).not.toBe('running')
  const anew = sessionOf(await workspace.resetAccount('500'))
  expect(anew.snapshot().account.startingBalance).toBe('500')
}, 30_000)
