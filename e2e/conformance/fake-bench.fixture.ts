import { onTestFinished } from 'vitest'
import {
  type ExchangeBench,
  eventually,
  type OutsideWorld,
} from '../../app/exchanges/exchange-bench.fixture.ts'
import { RecordingListener } from '../../app/exchanges/recording-listener.fixture.ts'
import { type FakeExchange, MAIN_ACCOUNT } from '../fake-exchange/fake-exchange.ts'
import type { Fake } from './fakes.ts'
import { type FakeAccount, openFakeAccount } from './open-fake-account.ts'

interface FakeBench extends ExchangeBench {
  readonly world: OutsideWorld
  readonly exchange: FakeExchange
}

/** A fake exchange with our client connected to it, its stream running. */
export async function openFakeBench(fake: Fake): Promise<FakeBench> {
  const account = await openFakeAccount(fake)
  const { client, market, exchange } = account
  onTestFinished(account.close)
  const heard = new RecordingListener()
  client.connect(heard)
  await eventually(() => account.isHeard()).toBe(true)
  const trade = (price: string, volume?: string) => {
    exchange.engine.setLiquidity('BTCUSDT', volume ?? null)
    exchange.market.setPrice('BTCUSDT', price)
  }
  return { exchange, client, heard, market, trade, world: worldOf(account, fake) }
}

function worldOf(
  { exchange, orderId }: FakeAccount,
  { tradesPageSize, paysFeesInBnb }: Fake,
): OutsideWorld {
  const { engine, streams } = exchange
  return {
    tradesPageSize,
    placeElsewhere: (side, quantity, price) =>
      orderId(
        exchange.placeManually({
          symbol: 'BTCUSDT',
          side,
          quantity,
          ...(price === null ? {} : { price }),
        }).id,
      ),
    deposit: (currency, amount) => void engine.deposit(MAIN_ACCOUNT, currency, amount),
    withdraw: (currency, amount) => void engine.withdraw(MAIN_ACCOUNT, currency, amount),
    payFeesInBnb: paysFeesInBnb
      ? () => engine.setFees(MAIN_ACCOUNT, { discountAsset: 'BNB' })
      : null,
    cutStreams: () => {
      streams.refuses = true
      streams.cut()
    },
    acceptStreams: () => {
      streams.refuses = false
    },
    duplicateEvents: () => streams.faults.script({ kind: 'duplicate' }),
    goAway: () => exchange.goAway(),
  }
}
