import './zod-without-eval.ts'
import { z } from 'zod'
import {
  type BotSetup,
  botSetupFields,
  checkBotSetup,
  type ParameterField,
  type StrategyView,
} from '../../app/contract/setup.ts'

const FIRST_PERCENT = 25

/** The bot's form: the contract's rules, and each parameter within the limits of its strategy. */
export function botFormSchema(strategy: StrategyView) {
  return botSetupFields
    .extend({ parameters: parametersSchema(strategy) })
    .superRefine((bot, context) => checkBotSetup(bot, (issue) => context.addIssue(issue)))
}

/** Parameters a strategy starts with; a value that was chosen before is kept. */
export function initialParameters(
  strategy: StrategyView,
  chosen: Readonly<Record<string, number>>,
): Record<string, number> {
  return Object.fromEntries(
    strategy.fields.map((field) => [field.key, chosen[field.key] ?? field.default]),
  )
}

/** A bot of a strategy as its form begins, small enough that another finds money as well. */
export function freshBot(strategy: StrategyView): BotSetup {
  return {
    name: strategy.name,
    strategyId: strategy.id,
    parameters: initialParameters(strategy, {}),
    sizing: { kind: 'percent-of-equity', percent: FIRST_PERCENT },
    exits: { stopPercent: null, targetPercent: null, trailingPercent: null },
  }
}

/** Each within its limits, and in the order that the strategy asks for. */
function parametersSchema({ fields, orderings }: StrategyView) {
  const each = Object.fromEntries(fields.map((field) => [field.key, parameterSchema(field)]))
  return z.object(each).superRefine((values, context) => {
    for (const { smaller, larger, message } of orderings) {
      const [low, high] = [values[smaller], values[larger]]
      if (low === undefined || high === undefined || low < high) continue
      context.addIssue({ code: 'custom', path: [smaller], message })
    }
  })
}

function parameterSchema(field: ParameterField) {
  const number = numberBetween(field.min, field.max)
  return Number.isInteger(field.step) && Number.isInteger(field.min)
    ? number.int('Enter a whole number.')
    : number
}

function numberBetween(min: number, max: number) {
  const message = `Enter a number from ${min} to ${max}.`
  return z.number(message).min(min, message).max(max, message)
}
