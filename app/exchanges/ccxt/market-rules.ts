import { z } from 'zod'
import { larger, type Money, parseMoney, type Quantity } from '../../domain/amount.ts'
import { DECIMALS_MAX, decimalsOf, formatDecimal } from '../../domain/decimal-text.ts'
import type { Market } from '../../domain/market.ts'
import { type Price, parsePrice } from '../../domain/price.ts'
import { failure, type Result, success } from '../../domain/result.ts'
import { parseVolume } from '../volume-text.ts'

/** How an exchange states its precision, in ccxt's numbers. */
export const PRECISION_MODE = { decimalPlaces: 2, significantDigits: 3, tickSize: 4 } as const

const maybeNumber = z.number().nullish()
const ccxtMarket = z.object({
  symbol: z.string(),
  base: z.string(),
  quote: z.string(),
  spot: z.boolean().nullish(),
  active: z.boolean().nullish(),
  precision: z.object({ price: maybeNumber, amount: maybeNumber }),
  limits: z.object({
    amount: z.object({ min: maybeNumber }).nullish(),
    cost: z.object({ min: maybeNumber }).nullish(),
  }),
})

/** Of an exchange without rules for quantities: our own finest. */
const QUANTITY_UNIT = 1 as Quantity

interface RulesSource {
  /** What ccxt knows of the market. */
  readonly listed: unknown
  readonly precisionMode: number
  /** Prices as they really come may be finer than the rules say. */
  readonly decimalsSeen: number
}

/** The rules of a market, exactly. */
export function marketFromCcxt(source: RulesSource): Result<Market, string> {
  const parsed = ccxtMarket.safeParse(source.listed)
  if (!parsed.success) return failure('market rules in an unexpected form')
  const { symbol, base, quote, precision, limits } = parsed.data
  const tickText = stepText(precision.price, source.precisionMode)
  const priceDecimals = Math.max(source.decimalsSeen, decimalsOf(tickText ?? '1'))
  if (priceDecimals > DECIMALS_MAX) return failure('prices with too many decimals')
  const quantityStep = quantityFrom(stepText(precision.amount, source.precisionMode))
  const quantityMin = quantityFrom(textOf(limits.amount?.min))
  return success({
    symbol,
    base,
    quote,
    priceDecimals,
    priceTick: tickFrom(tickText, priceDecimals),
    quantityStep,
    quantityMin: larger(quantityMin, quantityStep),
    notionalMin: moneyFrom(textOf(limits.cost?.min)),
  })
}

/** Of the prices, by the exchange's rules; null where it does not say. */
export function statedPriceDecimals(listed: unknown, precisionMode: number): number | null {
  const { success: isMarket, data } = ccxtMarket.safeParse(listed)
  const tick = isMarket ? stepText(data.precision.price, precisionMode) : undefined
  const decimals = tick === undefined ? null : decimalsOf(tick)
  return decimals === null || decimals > DECIMALS_MAX ? null : decimals
}

/** The smallest step as decimal text; undefined where it depends on the magnitude or is not known. */
function stepText(precision: number | null | undefined, mode: number): string | undefined {
  if (precision === null || precision === undefined) return undefined
  if (mode === PRECISION_MODE.tickSize) return precision > 0 ? String(precision) : undefined
  if (mode !== PRECISION_MODE.decimalPlaces) return undefined
  return precision >= 0 ? formatDecimal(1, precision) : `1e${-precision}`
}

function textOf(value: number | null | undefined): string | undefined {
  return value === null || value === undefined || value <= 0 ? undefined : String(value)
}

function tickFrom(text: string | undefined, priceDecimals: number): Price {
  const tick = text === undefined ? undefined : parsePrice(priceDecimals, text)
  return tick?.ok && tick.value > 0 ? tick.value : (1 as Price)
}

/** A step finer than our unit divides it, so our unit keeps the exchange's rule. */
function quantityFrom(text: string | undefined): Quantity {
  const quantity = text === undefined ? undefined : parseVolume(text)
  return quantity?.ok && quantity.value > 0 ? quantity.value : QUANTITY_UNIT
}

function moneyFrom(text: string | undefined): Money {
  const money = text === undefined ? undefined : parseMoney(text)
  return money?.ok ? money.value : (0 as Money)
}
