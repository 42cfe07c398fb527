import './zod-without-eval.ts'
import { z } from 'zod'
import {
  type BacktestWish,
  backtestCosts,
  type CandleChoice,
  type CandleSeries,
  candleChoice,
  OTHER_MARKETS_MAX,
} from '../../app/contract/research.ts'
import type { BotSetup } from '../../app/contract/setup.ts'
import { symbol } from '../../app/contract/values.ts'
import { formatDate } from '../format/time.ts'
import { balanceForm } from './balance-form.ts'

const DAY_MS = 86_400_000
/** As many days of minutes as are tested at a glance; more can be asked for. */
const MINUTE_DAYS = 14

/** Beside the bot: what it is tested on, with how much, and at what cost. Days are like 2024-01-31, in UTC. */
export type RunFields = {
  readonly seriesKey: string
  readonly symbol: string
  readonly fromDay: string
  readonly toDay: string
  readonly startingBalance: string
  readonly costs: BacktestWish['costs']
  /** Further markets on the same account. */
  readonly others: OtherFields[]
  /** Shorter candles by which orders are filled inside those of the run. */
  readonly finer: { readonly choice: CandleChoice } | null
}

export type OtherFields = {
  readonly seriesKey: string
  readonly choice: CandleChoice
  readonly symbol: string
}

/** Days that a series of candles covers, and what is typed beside them. */
export function runFormSchema({ from, to }: CandleSeries) {
  const [first, last] = [formatDate(from), formatDate(to)]
  const day = z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}$/, 'Enter a day.')
    .refine((text) => text >= first && text <= last, `These candles are from ${first} to ${last}.`)
  return balanceForm
    .extend({
      seriesKey: z.string(),
      symbol: symbol
        .catch('')
        .refine((text) => text !== '', 'Enter two currencies, like BTC/USDT.'),
      fromDay: day,
      toDay: day,
      costs: backtestCosts,
      others: z
        .array(z.object({ seriesKey: z.string(), choice: candleChoice, symbol: z.string() }))
        .max(OTHER_MARKETS_MAX),
      finer: z.object({ choice: candleChoice }).nullable(),
    })
    .superRefine(({ symbol: main, others, finer }, context) => {
      const refuse = (path: 'others' | 'finer', message: string) =>
        context.addIssue({ code: 'custom', path: [path], message })
      const fault = othersFault(main, others)
      if (fault !== null) refuse('others', fault)
      if (finer !== null && others.length > 0) {
        refuse('finer', 'Shorter candles go with one market alone: remove the other markets.')
      }
    })
    .refine(({ fromDay, toDay }) => fromDay <= toDay, {
      path: ['toDay'],
      message: 'The last day is before the first.',
    })
}

/** Why these markets cannot share an account with the first; null where they can. */
function othersFault(main: string, others: readonly OtherFields[]): string | null {
  const quote = main.split('/')[1]
  for (const [index, other] of others.entries()) {
    if (!symbol.safeParse(other.symbol).success) {
      return `Market ${index + 2} needs two currencies, like ETH/USDT.`
    }
    if (other.symbol.split('/')[1] !== quote) {
      return `${other.symbol} must be paid in ${quote}, as ${main} is.`
    }
    const before = [main, ...others.slice(0, index).map((one) => one.symbol)]
    if (before.includes(other.symbol)) return `${other.symbol} is there twice.`
  }
  return null
}

/** What the form begins with for these candles. */
export function fieldsOf(series: CandleSeries, before: RunFields): RunFields {
  const { from, to, timeframe, choice } = series
  const end = timeframe === '1m' ? Math.min(to, from + (MINUTE_DAYS - 1) * DAY_MS) : to
  return {
    ...before,
    seriesKey: keyOf(choice),
    symbol: symbolOf(choice),
    fromDay: formatDate(from),
    toDay: formatDate(end),
    ...{ others: [], finer: null },
  }
}

/** A market of a series, to be traded beside the first. */
export function otherOf({ choice }: CandleSeries): OtherFields {
  return { seriesKey: keyOf(choice), choice, symbol: symbolOf(choice) }
}

function symbolOf(choice: CandleChoice): string {
  return choice.kind === 'demo' ? 'BTC/USDT' : choice.symbol
}

/** Names a choice within the list. */
export function keyOf(choice: CandleChoice): string {
  switch (choice.kind) {
    case 'import':
      return `import ${choice.importId}`
    case 'demo':
      return `demo ${choice.seed}`
    case 'stored':
      return `stored ${choice.exchange} ${choice.symbol} ${choice.timeframe}`
    case 'account':
      return `account ${choice.accountId} ${choice.symbol} ${choice.timeframe}`
  }
}

/** What is asked for, once both parts of the form are sound. */
export function backtestWishOf(
  bot: BotSetup,
  fields: RunFields,
  { choice }: CandleSeries,
): BacktestWish {
  return {
    candles: named(choice, fields.symbol),
    others: fields.others.map((other) => named(other.choice, other.symbol)),
    finer: fields.finer && named(fields.finer.choice, fields.symbol),
    from: Date.parse(fields.fromDay),
    until: Date.parse(fields.toDay) + DAY_MS,
    bot,
    cash: fields.startingBalance,
    costs: fields.costs,
  }
}

/** A file does not say of which market it is. */
function named(choice: CandleChoice, symbolText: string): CandleChoice {
  return choice.kind === 'import' ? { ...choice, symbol: symbolText } : choice
}

/** The form as it was when this was asked for. */
export function fieldsOfWish(wish: BacktestWish): RunFields {
  const { candles, others, finer, from, until, cash, costs } = wish
  return {
    seriesKey: keyOf(candles),
    symbol: symbolOf(candles),
    fromDay: from === null ? '' : formatDate(from),
    toDay: until === null ? '' : formatDate(until - DAY_MS),
    startingBalance: cash,
    costs,
    others: others.map((choice) => ({
      ...{ seriesKey: keyOf(choice), choice, symbol: symbolOf(choice) },
    })),
    finer: finer && { choice: finer },
  }
}
