import { z } from 'zod'
import type { Market } from '../../domain/market.ts'
import type { Price } from '../../domain/price.ts'
import { failure, type Result, success } from '../../domain/result.ts'
import { maybeExactText, priceOf } from './exact-text.ts'

const ticker = z.object({ last: maybeExactText, close: maybeExactText })

/** What was last paid, from ccxt's unified ticker. */
export function parseLastPrice(raw: unknown, market: Market): Result<Price, string> {
  const parsed = ticker.safeParse(raw)
  const text = parsed.success ? (parsed.data.last ?? parsed.data.close) : null
  const price = text === null ? undefined : priceOf(text, market.priceDecimals, 'down')
  if (!price || price.value <= 0) return failure(`the exchange told no price of ${market.symbol}`)
  return success(price.value)
}
