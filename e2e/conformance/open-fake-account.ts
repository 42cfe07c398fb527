import type { Market } from '../../app/domain/market.ts'
import { MarketBook } from '../../app/domain/market-book.ts'
import type { CcxtExchangeClient } from '../../app/exchanges/ccxt/ccxt-exchange-client.ts'
import { type AccountWish, openCcxtAccount } from '../../app/exchanges/ccxt/open-ccxt-account.ts'
import { systemClock } from '../../app/exchanges/system-clock.ts'
import type { FakeExchangeOptions } from '../fake-exchange/exchange-core.ts'
import { MAIN_ACCOUNT } from '../fake-exchange/fake-exchange.ts'
import { BNB_USDT, LISTED_SYMBOLS } from '../fake-exchange/listed-symbols.ts'
import type { Fake, MadeFake } from './fakes.ts'

/** An account at a fake exchange, through the client that trades on the real one. */
export interface FakeAccount extends MadeFake {
  readonly client: CcxtExchangeClient
  readonly market: Market
  /** With what it was opened. */
  readonly wish: AccountWish
  close(): Promise<void>
}

interface AccountOptions extends FakeExchangeOptions {
  readonly requestTimeoutMs?: number
  /** What is in the account from the start. */
  readonly holdings?: Readonly<Record<string, string>>
}

const HOLDINGS_DEFAULT = { USDT: '100000', BTC: '10' }

/** BTC/USDT at 30000, and 100000 USDT and 10 BTC in the account unless told otherwise. */
export async function openFakeAccount(
  fake: Fake,
  { requestTimeoutMs, holdings = HOLDINGS_DEFAULT, ...options }: AccountOptions = {},
): Promise<FakeAccount> {
  const made = fake.make({ listed: [...LISTED_SYMBOLS, BNB_USDT], ...options })
  const { exchange } = made
  const baseUrl = await exchange.start()
  for (const [asset, amount] of Object.entries(holdings)) {
    exchange.engine.deposit(MAIN_ACCOUNT, asset, amount)
  }
  exchange.market.setPrice('BTCUSDT', '30000')
  const wish: AccountWish = {
    mode: 'live',
    exchangeId: fake.exchangeId,
    baseUrl,
    symbol: 'BTC/USDT',
    timeframe: '1m',
    clock: systemClock,
    keys: { apiKey: fake.apiKey, secret: fake.apiSecret, passphrase: fake.passphrase },
    markets: new MarketBook(),
    ...(requestTimeoutMs && { requestTimeoutMs }),
  }
  const opened = await openCcxtAccount(wish)
  if (!opened.ok) throw new Error(opened.error.message)
  const { client, feed } = opened.value
  const close = async () => {
    client.close()
    await exchange.stop()
  }
  return { ...made, client, market: feed.market, wish, close }
}
