import Database from 'better-sqlite3'
import { API_KEY, API_SECRET, FakeBinance } from '../fake-exchange/fake-binance.ts'
import { MAIN_ACCOUNT } from '../fake-exchange/fake-exchange.ts'
import { cryptobot } from './command-line.ts'
import type { Profile } from './profile.ts'
import { test as base, expect } from './story.ts'

export const TESTNET_ACCOUNT = 'testnet-binance'
export const KEYS = { CRYPTOBOT_API_KEY: API_KEY, CRYPTOBOT_API_SECRET: API_SECRET }

type TestnetFixtures = {
  /** At an exchange on this machine, live is as safe as a testnet. */
  readonly mode: 'testnet' | 'live'
  /** Where the price of bitcoin is held; null where it moves as it likes. */
  readonly btcPrice: string | null
  readonly exchange: FakeBinance
}

/** A story with an account, of a testnet unless told otherwise, that the command line has opened, at an exchange on this machine. */
export const test = base.extend<TestnetFixtures>({
  mode: ['testnet', { option: true }],
  btcPrice: ['30000', { option: true }],
  exchange: async ({ profile, mode, btcPrice }, use) => {
    const exchange = new FakeBinance()
    exchange.engine.deposit(MAIN_ACCOUNT, 'USDT', '10000')
    exchange.engine.deposit(MAIN_ACCOUNT, 'BTC', '0.5')
    if (btcPrice !== null) exchange.market.setPrice('BTCUSDT', btcPrice)
    await exchange.start()
    const account = ['--profile', profile.directory, '--mode', mode, '--exchange', 'binance']
    const opened = await cryptobot(
      ['resume', ...account, '--exchange-url', exchange.url, '--symbol', 'BTC/USDT'],
      KEYS,
    )
    expect(opened, opened.errors).toMatchObject({ status: 0 })
    rememberAddress(profile, exchange.url)
    if (mode === 'live') arm(profile)
    await use(exchange)
    await exchange.stop()
  },
})

/** As the window's settings would: the window is never given an address on its command line. */
function rememberAddress(profile: Profile, url: string): void {
  const database = new Database(profile.path('settings.db'))
  const settings = { theme: 'system', exchangeUrls: { binance: url } }
  database.prepare("INSERT INTO settings VALUES ('settings', ?)").run(JSON.stringify(settings))
  database.close()
}

/** As when its words were typed into the wizard. */
function arm(profile: Profile): void {
  const database = new Database(profile.path('settings.db'))
  const armed = JSON.stringify({ accountId: 'live-binance' })
  database.prepare("INSERT INTO settings VALUES ('armed', ?)").run(armed)
  database.close()
}

export { expect }
