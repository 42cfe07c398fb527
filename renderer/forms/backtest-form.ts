import './zod-without-eval.ts'
import { z } from 'zod'
import {
  type BacktestWish,
  backtestCosts,
  type CandleChoice,
  type CandleSeries,
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
    })
    .refine(({ fromDay, toDay }) => fromDay <= toDay, {
      path: ['toDay'],
      message: 'The last day is before the first.',
    })
}

/** What the form begins with for these candles. */
export function fieldsOf(series: CandleSeries, before: RunFields): RunFields {
  const { from, to, timeframe, choice } = series
  const end = timeframe === '1m' ? Math.min(to, from + (MINUTE_DAYS - 1) * DAY_MS) : to
  return {
    ...before,
    seriesKey: keyOf(choice),
    symbol: choice.kind === 'demo' ? 'BTC/USDT' : choice.symbol,
    fromDay: formatDate(from),
    toDay: formatDate(end),
  }
}

/** Names a choice within the list. */
export function keyOf(choice: CandleChoice): string {
  switch (choice.kind) {
    case 'import':
      return `import ${choice.importId}`
    case 'demo':
      return `demo ${choice.seed}`
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
    candles: choice.kind === 'import' ? { ...choice, symbol: fields.symbol } : choice,
    from: Date.parse(fields.fromDay),
    until: Date.parse(fields.toDay) + DAY_MS,
    bot,
    cash: fields.startingBalance,
    costs: fields.costs,
  }
}

/** The form as it was when this was asked for. */
export function fieldsOfWish({ candles, from, until, cash, costs }: BacktestWish): RunFields {
  return {
    seriesKey: keyOf(candles),
    symbol: candles.kind === 'demo' ? 'BTC/USDT' : candles.symbol,
    fromDay: from === null ? '' : formatDate(from),
    toDay: until === null ? '' : formatDate(until - DAY_MS),
    startingBalance: cash,
    costs,
  }
}
