import type { MarketSource } from '../../contract/setup.ts'
import type { Rate } from '../../domain/amount.ts'
import type { Balance } from '../../domain/balance.ts'
import type { Market } from '../../domain/market.ts'
import type { MarketBook } from '../../domain/market-book.ts'
import type { Price } from '../../domain/price.ts'
import { failure, type Problem, type Result, success } from '../../domain/result.ts'
import { DEMO_CANDLES_PER_SECOND, DemoFeed } from '../../exchanges/demo/demo-feed.ts'
import { listImports, loadImport } from '../../exchanges/replay/candle-import.ts'
import { ReplayFeed } from '../../exchanges/replay/replay-feed.ts'
import type { Clock } from '../../ports/clock.ts'
import type { ExchangeClient } from '../../ports/exchange-client.ts'
import type { KeySource } from '../../ports/key-source.ts'
import type { MarketFeed, PacedMarketFeed } from '../../ports/market-feed.ts'
import type { Measured } from '../../ports/measured.ts'
import { noKeys, unreadableKeys } from './setup-problems.ts'

/** A feed with the time of its market: its own for demo and replay, the real one for live data. */
export type OpenedFeed =
  | {
      readonly kind: 'paced'
      readonly feed: PacedMarketFeed
      readonly candlesPerSecond: number
      readonly title: string
    }
  | {
      readonly kind: 'live'
      readonly feed: MarketFeed
      readonly title: string
      /** Where orders go; null where they are simulated. */
      readonly trading: OpenedTrading | null
    }

/** An account at an exchange. */
export interface OpenedTrading {
  readonly client: ExchangeClient
  /** What it takes at most on top of a purchase. */
  readonly costRate: Rate
  /** What there was when the account was opened for the first time; null when it was opened before. */
  readonly opening: Opening | null
  /** Those of the account that the feed is not about, by their rules of today. */
  readonly otherMarkets: readonly Market[]
}

export interface Opening {
  readonly time: number
  readonly balances: readonly Balance[]
  readonly price: Price
}

export interface FeedWishes {
  readonly source: MarketSource
  readonly importsDirectory: string
  /** Replaces scheme, host and port of the exchange's addresses. */
  readonly baseUrl: string | undefined
  readonly clock: Clock
  /** From last time, so that an account opens without its exchange. */
  readonly knownMarket: Market | undefined
  /** The pace that was chosen last, for markets that have one. */
  readonly candlesPerSecond: number | undefined
  readonly keys: KeySource
  readonly measured: Measured
  /** The account's markets, which its exchange counts prices by. */
  readonly markets: MarketBook
}

const REPLAY_CANDLES_PER_SECOND = 5

export async function openFeed(wishes: FeedWishes): Promise<Result<OpenedFeed, Problem>> {
  const { source } = wishes
  switch (source.kind) {
    case 'demo':
      return success(openDemo(source.seed, wishes))
    case 'replay':
      return openReplay(source, wishes)
    case 'live-data':
      return openLive(source, wishes)
    case 'exchange':
      return openExchange(source, wishes)
  }
}

function openDemo(seed: number, { clock, candlesPerSecond: wished }: FeedWishes): OpenedFeed {
  const candlesPerSecond = wished ?? DEMO_CANDLES_PER_SECOND
  const feed = new DemoFeed({ seed, clock, candlesPerSecond })
  return { kind: 'paced', feed, candlesPerSecond, title: 'built-in market' }
}

async function openReplay(
  { importId, symbol }: Extract<MarketSource, { kind: 'replay' }>,
  { importsDirectory, clock, candlesPerSecond: wished }: FeedWishes,
): Promise<Result<OpenedFeed, Problem>> {
  const loaded = await loadImport(importsDirectory, importId)
  if (!loaded.ok) return loaded
  const candlesPerSecond = wished ?? REPLAY_CANDLES_PER_SECOND
  const feed = new ReplayFeed({ parsed: loaded.value, symbol, clock, candlesPerSecond })
  const imports = await listImports(importsDirectory)
  const fileName =
    imports.find((candidate) => candidate.importId === importId)?.fileName ?? importId
  return success({ kind: 'paced', feed, candlesPerSecond, title: `replay of ${fileName}` })
}

/** ccxt is large, so it is loaded only when an exchange is really used. */
async function openLive(
  { exchangeId, symbol, timeframe }: Extract<MarketSource, { kind: 'live-data' }>,
  { baseUrl, clock, knownMarket }: FeedWishes,
): Promise<Result<OpenedFeed, Problem>> {
  const { openCcxtFeed } = await import('../../exchanges/ccxt/open-ccxt-feed.ts')
  const opened = await openCcxtFeed({ exchangeId, baseUrl, symbol, timeframe, clock, knownMarket })
  if (!opened.ok) return opened
  const { exchangeName: title } = opened.value
  return success({ kind: 'live', feed: opened.value, title, trading: null })
}

async function openExchange(
  source: Extract<MarketSource, { kind: 'exchange' }>,
  { baseUrl, clock, markets, keys: keySource, measured }: FeedWishes,
): Promise<Result<OpenedFeed, Problem>> {
  const found = await keySource.keysFor(source.mode, source.exchangeId)
  if (!found.ok) return failure(unreadableKeys(source, found.error))
  const keys = found.value
  if (keys === null) return failure(noKeys(source))
  const { openCcxtAccount } = await import('../../exchanges/ccxt/open-ccxt-account.ts')
  const opened = await openCcxtAccount({ ...source, baseUrl, clock, markets, keys, measured })
  if (!opened.ok) return opened
  const { feed, ...trading } = opened.value
  return success({ kind: 'live', feed, title: feed.exchangeName, trading })
}
