import type { Exchange } from 'ccxt'
import type { MarketBook } from '../../domain/market-book.ts'
import { failure, type Problem, type Result, success } from '../../domain/result.ts'
import type { Clock } from '../../ports/clock.ts'
import type { ExchangeKeys } from '../../ports/key-source.ts'
import { type Measured, UNMEASURED } from '../../ports/measured.ts'
import { AccountConnection } from './account-connection.ts'
import { ClockOffset } from './clock-offset.ts'
import { keepNumbersExact } from './exact-numbers.ts'
import { factsOf } from './facts-of.ts'
import { loadExchange } from './load-exchange.ts'
import { RequestScheduler } from './request-scheduler.ts'
import { signWithClock } from './signing-clock.ts'

export interface ConnectionWish {
  readonly mode: 'testnet' | 'live'
  readonly exchangeId: string
  readonly baseUrl: string | undefined
  readonly clock: Clock
  readonly keys: ExchangeKeys
  /** The account's markets; their rules from last time let it open while the exchange cannot be reached. */
  readonly markets: MarketBook
  readonly requestTimeoutMs?: number
  readonly measured?: Measured
}

/** A signed connection to an account; nothing was asked of it yet but the exchange's time. */
export async function connectAccount(
  wish: ConnectionWish,
): Promise<Result<AccountConnection, Problem>> {
  const { mode, exchangeId, baseUrl, keys, clock, markets, requestTimeoutMs } = wish
  const facts = factsOf(exchangeId)
  if (!facts.trading.supported) return failure(notTraded(exchangeId, facts.trading.why))
  if (mode === 'testnet' && facts.testnet === null && baseUrl === undefined) {
    return failure(noTestnet(exchangeId))
  }
  const isTestnet = mode === 'testnet'
  const choice = { exchangeId, baseUrl, ...(requestTimeoutMs && { requestTimeoutMs }) }
  const signing = await loadExchange({ ...choice, account: { keys, facts, isTestnet } })
  if (!signing.ok) return signing
  const forPublic = await loadExchange({ ...choice, isPaced: true, isTestnet })
  if (!forPublic.ok) return forPublic
  keepNumbersExact(signing.value)
  const oneAtATime = facts.timing.risingNonce
  const connection = new AccountConnection({
    exchange: signing.value,
    publicExchange: forPublic.value,
    facts,
    scheduler: new RequestScheduler({ budget: facts.budget, clock, oneAtATime }),
    clock,
    markets,
    measured: wish.measured ?? UNMEASURED,
    secrets: [keys.apiKey, keys.secret, keys.passphrase ?? ''].filter((text) => text !== ''),
  })
  await followClock(connection, signing.value)
  return success(connection)
}

/** One whose clock cannot be asked for yet is taken to have ours, and says so itself where it has not. */
async function followClock(connection: AccountConnection, exchange: Exchange): Promise<void> {
  const { facts, clock } = connection
  const offset = new ClockOffset({
    clock,
    askTime: async () => Number(await connection.inTurn('query', () => exchange.fetchTime())),
    resolutionMs: facts.timing.clockResolutionMs,
  })
  connection.signBy(offset)
  signWithClock(exchange, {
    now: () => offset.exchangeNow(),
    risingNonce: facts.timing.risingNonce,
  })
  if (exchange.has.fetchTime === true) await offset.start()
}

function notTraded(exchangeId: string, why: string): Problem {
  return {
    code: 'exchange-not-traded',
    message: `Cryptobot cannot send orders to ${exchangeId}: ${why}`,
    action: 'Choose another exchange, or trade there on paper.',
  }
}

function noTestnet(exchangeId: string): Problem {
  return {
    code: 'no-testnet',
    message: `${exchangeId} has no testnet.`,
    action: 'Choose another exchange, or trade there on paper.',
  }
}
