import { zodResolver } from '@hookform/resolvers/zod'
import { useState } from 'react'
import { type UseFormReturn, useForm } from 'react-hook-form'
import {
  type BacktestWish,
  type CandleSeries,
  DEFAULT_COSTS,
} from '../../../../app/contract/research.ts'
import type { BotSetup, StrategyView } from '../../../../app/contract/setup.ts'
import {
  backtestWishOf,
  fieldsOf,
  fieldsOfWish,
  keyOf,
  type RunFields,
  runFormSchema,
} from '../../../forms/backtest-form.ts'
import { botFormSchema, initialParameters } from '../../../forms/bot-form.ts'

const FIRST_FIELDS: RunFields = {
  ...{ seriesKey: '', symbol: 'BTC/USDT', fromDay: '', toDay: '' },
  startingBalance: '10000',
  costs: DEFAULT_COSTS,
  ...{ others: [], finer: null },
}

export type BacktestForms = {
  readonly bot: UseFormReturn<BotSetup>
  readonly run: UseFormReturn<RunFields>
  readonly strategy: StrategyView
  readonly series: CandleSeries
  readonly chooseStrategy: (id: string) => void
  readonly chooseSeries: (series: CandleSeries) => void
  /** What both forms ask for, where they are sound; else they say what is wrong where it stands. */
  readonly wish: () => Promise<BacktestWish | null>
}

type Offer = {
  readonly strategies: readonly [StrategyView, ...StrategyView[]]
  readonly list: readonly [CandleSeries, ...CandleSeries[]]
  readonly before: BacktestWish | null
}

/** The bot, as the wizard asks for it, and beside it what it is tested on. */
export function useBacktestForms({ strategies, list, before }: Offer): BacktestForms {
  const [strategyId, setStrategyId] = useState(before?.bot.strategyId)
  const [seriesKey, setSeriesKey] = useState(before ? keyOf(before.candles) : undefined)
  const strategy = strategies.find(({ id }) => id === strategyId) ?? strategies[0]
  const series = list.find(({ choice }) => keyOf(choice) === seriesKey) ?? list[0]
  const bot = useForm<BotSetup>({
    ...{ mode: 'onTouched', shouldFocusError: true },
    resolver: zodResolver(botFormSchema(strategy)),
    defaultValues: before?.bot ?? firstBot(strategy),
  })
  const run = useForm<RunFields>({
    ...{ mode: 'onTouched', shouldFocusError: true },
    resolver: zodResolver(runFormSchema(series)),
    defaultValues: before ? fieldsOfWish(before) : fieldsOf(series, FIRST_FIELDS),
  })
  return {
    ...{ bot, run, strategy, series },
    chooseStrategy: (id) => {
      const chosen = strategies.find((one) => one.id === id) ?? strategy
      setStrategyId(chosen.id)
      const { sizing, exits } = bot.getValues()
      bot.reset({ ...firstBot(chosen), sizing, exits })
    },
    chooseSeries: (chosen) => {
      setSeriesKey(keyOf(chosen.choice))
      run.reset(fieldsOf(chosen, run.getValues()))
    },
    wish: async () => {
      const sound = await Promise.all([bot.trigger(), run.trigger()])
      if (!sound.every(Boolean)) return null
      const fields = runFormSchema(series).parse(run.getValues())
      return backtestWishOf(bot.getValues(), fields, series)
    },
  }
}

function firstBot(strategy: StrategyView): BotSetup {
  return {
    name: strategy.name,
    strategyId: strategy.id,
    parameters: initialParameters(strategy, {}),
    sizing: { kind: 'percent-of-equity', percent: 100 },
    exits: { stopPercent: null, targetPercent: null, trailingPercent: null },
  }
}
