import { z } from 'zod'
import { add, type Money, type Quantity } from '../../domain/amount.ts'
import type { Side } from '../../domain/order.ts'
import { notional, type Price } from '../../domain/price.ts'
import { type Result, success } from '../../domain/result.ts'
import { amountOf, computedText, exactText, maybeExactText, priceOf } from './exact-text.ts'
import { fieldOf, textOf } from './facts/error-readers.ts'
import { firstIssue, misshapen, type ParseContext, type ParseFailure } from './parse-context.ts'

export interface ParsedFee {
  readonly currency: string
  /** Negative for a rebate. */
  readonly amount: Money
}

/** One execution of an order of ours. */
export interface ParsedTrade {
  /** Unique within its symbol; two orders of ours that met share it. */
  readonly fillId: string
  readonly exchangeOrderId: string
  /** In the exchange's form, where the exchange repeats it. */
  readonly clientOrderId: string | null
  readonly symbol: string
  readonly side: Side
  readonly price: Price
  readonly quantity: Quantity
  /** Price × quantity, without fees. */
  readonly cost: Money
  /** One per currency; none when it was free; null when the exchange has not said yet, as in some streams. */
  readonly fees: readonly ParsedFee[] | null
  readonly liquidity: 'maker' | 'taker' | null
  readonly time: number
  /** Numbers that are finer than we keep, and were rounded against us. */
  readonly inexact: readonly string[]
}

const id = z
  .union([z.string(), z.number().int()])
  .transform(String)
  .refine((text) => text !== '', 'is empty')
const fee = z.object({ cost: maybeExactText, currency: z.string().nullish() })

const ccxtTrade = z.object({
  id,
  order: id,
  symbol: z.string(),
  side: z.enum(['buy', 'sell']),
  price: exactText.refine((text) => text !== null, 'is empty'),
  amount: exactText.refine((text) => text !== null, 'is empty'),
  cost: computedText,
  fee: fee.nullish(),
  fees: z.array(fee).nullish(),
  takerOrMaker: z.enum(['taker', 'maker']).nullish(),
  timestamp: z.number().int().positive(),
  info: z.unknown(),
})

/** Where the exchanges repeat our id; ccxt's unified trade has no field for it. */
const CLIENT_ID_FIELDS = [
  ...['clientOrderId', 'orderLinkId', 'clOrdId', 'cl_ord_id', 'clientOid'],
  ...['client_order_id', 'text'],
]

/** Reads ccxt's unified trade, from a request or a stream. */
export function parseTrade(raw: unknown, context: ParseContext): Result<ParsedTrade, ParseFailure> {
  const { market, secrets } = context
  const parsed = ccxtTrade.safeParse(raw)
  if (!parsed.success) return misshapen(`a fill: ${firstIssue(parsed.error)}`, raw, secrets)
  const trade = parsed.data
  if (trade.symbol !== market.symbol) {
    return misshapen(`a fill of ${trade.symbol} instead of ${market.symbol}`, raw, secrets)
  }
  const amounts = readAmounts(trade, context)
  if (!amounts) return misshapen('a fill of nothing, or at no price', raw, secrets)
  const fees = readFees(trade)
  if (fees === 'nameless') return misshapen('a fee without a currency', raw, secrets)
  return success({
    fillId: trade.id,
    exchangeOrderId: trade.order,
    clientOrderId: clientIdIn(trade.info),
    symbol: trade.symbol,
    side: trade.side,
    ...amounts.values,
    fees: fees?.list ?? null,
    liquidity: trade.takerOrMaker ?? null,
    time: trade.timestamp,
    inexact: [...amounts.inexact, ...(fees?.exact === false ? ['fees'] : [])],
  })
}

type Trade = z.infer<typeof ccxtTrade>

function readAmounts({ side, price, amount, cost }: Trade, { market }: ParseContext) {
  const [towardsUs, fromUs] = side === 'buy' ? (['down', 'up'] as const) : (['up', 'down'] as const)
  const quantity = amountOf<Quantity>(amount ?? '0', towardsUs)
  const at = priceOf(price ?? '0', market.priceDecimals, fromUs)
  if (!at || at.value <= 0 || quantity.value <= 0) return undefined
  // Without a cost of the exchange's own, ours; ccxt's product may have more decimals than anybody books.
  const stated = cost === null ? undefined : amountOf<Money>(cost, fromUs)
  const product = notional(market, at.value, quantity.value, fromUs)
  const value = stated?.exact ? stated.value : product
  const inexact = Object.entries({ price: at, quantity }).flatMap(([name, { exact }]) =>
    exact ? [] : [name],
  )
  return { values: { price: at.value, quantity: quantity.value, cost: value }, inexact }
}

/** ccxt gives one fee, several, both, or an empty shell where the exchange said nothing. */
function readFees(trade: Trade) {
  const stated = (trade.fees?.length ? trade.fees : [trade.fee]).filter(
    (one) => one !== null && one !== undefined && one.cost !== null,
  )
  if (stated.length === 0) return undefined
  const byCurrency = new Map<string, Money>()
  let exact = true
  for (const one of stated) {
    const amount = amountOf<Money>(one?.cost ?? '0', 'up')
    exact &&= amount.exact
    if (amount.value === 0) continue
    if (!one?.currency) return 'nameless' as const
    byCurrency.set(one.currency, add(byCurrency.get(one.currency) ?? (0 as Money), amount.value))
  }
  return { list: [...byCurrency].map(([currency, amount]) => ({ currency, amount })), exact }
}

function clientIdIn(info: unknown): string | null {
  // Binance's stream has one-letter names; "c" is our id in the report of an execution.
  const report = fieldOf(info, 'e') === 'executionReport' ? textOf(fieldOf(info, 'c')) : ''
  const found = CLIENT_ID_FIELDS.map((name) => textOf(fieldOf(info, name)))
  return [report, ...found].find((text) => text !== '') ?? null
}
