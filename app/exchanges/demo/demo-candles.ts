import type { Money, Quantity } from '../../domain/amount.ts'
import type { Candle } from '../../domain/candle.ts'
import type { Market } from '../../domain/market.ts'
import type { Price } from '../../domain/price.ts'
import { timeframeMs } from '../../domain/timeframe.ts'
import { randomAt } from '../seeded-random.ts'
import { blend, smoothNoise } from './demo-noise.ts'

/** Where the market begins: candle 0. Those before it are the history. */
export const DEMO_START_TIME = Date.UTC(2025, 0, 1)
export const DEMO_CANDLE_MS = timeframeMs('1m')

export const DEMO_MARKET: Market = {
  symbol: 'BTC/USDT',
  base: 'BTC',
  quote: 'USDT',
  priceDecimals: 2,
  priceTick: 1 as Price,
  quantityStep: 1_000 as Quantity,
  quantityMin: 1_000 as Quantity,
  notionalMin: 500_000_000 as Money,
}

const PRICE_BASE = 6_000_000
const VOLUME_BASE = 4

const STREAM = {
  swing: 1,
  swingPlace: 2,
  start: 3,
  calm: 4,
  wick: 6,
  volume: 8,
  curve: 16,
} as const

/** Markets climb more slowly than they fall: candles from trough to peak, and from peak to the next trough. */
const CLIMB = 40
const FALL = 20
/** By how many candles a turn may come early or late. */
const TURN_JITTER = 3
const SWING = 0.007

interface Curve {
  /** Candles between two of its random values. */
  readonly length: number
  /** The furthest it goes from the middle, as a share of the price. */
  readonly reach: number
}

/** Weeks, days, hours: the regimes in which the market rises, falls or idles. */
const TRENDS: readonly Curve[] = [
  { length: 10_080, reach: 0.08 },
  { length: 1_440, reach: 0.03 },
  { length: 360, reach: 0.01 },
  { length: 120, reach: 0.0025 },
]
/** What happens from minute to minute; grows and shrinks with the volatility. */
const RIPPLES: readonly Curve[] = [
  { length: 11, reach: 0.0006 },
  { length: 5, reach: 0.0006 },
  { length: 2, reach: 0.0005 },
  { length: 1, reach: 0.0004 },
]

/**
 * `count` synthetic one-minute candles from the index on, which may be negative. The same for the same seed, wherever
 * one starts: every candle is computed from its index alone.
 */
export function demoCandles(seed: number, fromIndex: number, count: number): Candle[] {
  const candles: Candle[] = []
  let open = closeAt(seed, fromIndex - 1)
  for (let index = fromIndex; index < fromIndex + count; index += 1) {
    const candle = makeCandle(seed, index, open)
    candles.push(candle)
    open = candle.close
  }
  return candles
}

function makeCandle(seed: number, index: number, open: Price): Candle {
  const close = closeAt(seed, index)
  const volatility = volatilityAt(seed, index)
  return {
    openTime: DEMO_START_TIME + index * DEMO_CANDLE_MS,
    open,
    high: (Math.max(open, close) + wickAt(seed, STREAM.wick, index, volatility)) as Price,
    low: (Math.min(open, close) - wickAt(seed, STREAM.wick + 1, index, volatility)) as Price,
    close,
    volume: volumeAt(seed, index, volatility, Math.abs(close - open)),
  }
}

function closeAt(seed: number, index: number): Price {
  const trend = sumOf(TRENDS, STREAM.curve, seed, index)
  const ripple = sumOf(RIPPLES, STREAM.curve + TRENDS.length, seed, index)
  const share = trend + swingAt(seed, index) * SWING + ripple * volatilityAt(seed, index)
  return Math.round(PRICE_BASE * (1 + share)) as Price
}

function sumOf(curves: readonly Curve[], firstStream: number, seed: number, index: number): number {
  let sum = 0
  for (const [position, { length, reach }] of curves.entries()) {
    sum += smoothNoise(seed, firstStream + position, index / length) * reach
  }
  return sum
}

/** Up and down in turn, so that a moving-average crossover always has something to do before long. */
function swingAt(seed: number, index: number): number {
  // The first trough comes soon after the start: a newcomer sees the first trade within seconds.
  const shifted = index - 6 - 6 * randomAt(seed, STREAM.start, 0)
  let turn = 2 * Math.floor(shifted / (CLIMB + FALL))
  if (shifted < turnPlace(seed, turn)) turn -= 1
  else if (shifted >= turnPlace(seed, turn + 2)) turn += 2
  else if (shifted >= turnPlace(seed, turn + 1)) turn += 1
  const from = turnPlace(seed, turn)
  const share = (shifted - from) / (turnPlace(seed, turn + 1) - from)
  return blend(turnLevel(seed, turn), turnLevel(seed, turn + 1), share)
}

/** Even turns are troughs, odd ones are peaks. */
function turnPlace(seed: number, turn: number): number {
  const regular = Math.floor(turn / 2) * (CLIMB + FALL) + (turn % 2 === 0 ? 0 : CLIMB)
  return regular + (randomAt(seed, STREAM.swingPlace, turn) * 2 - 1) * TURN_JITTER
}

function turnLevel(seed: number, turn: number): number {
  const level = 0.4 + 1.4 * randomAt(seed, STREAM.swing, turn)
  return turn % 2 === 0 ? -level : level
}

/** Around 1; calm and wild stretches follow each other. */
function volatilityAt(seed: number, index: number): number {
  const slow = smoothNoise(seed, STREAM.calm, index / 90)
  const fast = smoothNoise(seed, STREAM.calm + 1, index / 25)
  const level = 1 + 0.36 * slow + 0.24 * fast
  return level * level
}

function wickAt(seed: number, stream: number, index: number, volatility: number): number {
  const chance = randomAt(seed, stream, index)
  return Math.round(PRICE_BASE * 0.0008 * volatility * chance * chance)
}

/** More is traded when prices move; in steps of the market, so that it looks like a sum of orders. */
function volumeAt(seed: number, index: number, volatility: number, moved: number): Quantity {
  const chance = randomAt(seed, STREAM.volume, index)
  const movement = 0.4 + moved / (PRICE_BASE * 0.0006)
  const base = VOLUME_BASE * volatility * movement * (0.35 / (0.15 + chance))
  const step = DEMO_MARKET.quantityStep as number
  return ((1 + Math.round((base * 1e8) / step)) * step) as Quantity
}
