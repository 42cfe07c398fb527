import { z } from 'zod'
import type { StrategyField, StrategyOrdering } from './strategy.ts'

type Numbers<Key extends string> = Readonly<Record<Key, number>>

interface Range {
  readonly min: number
  readonly max: number
  readonly default: number
}

type FieldWords<Key extends string> = Pick<StrategyField<Key>, 'key' | 'label' | 'help'>

/** A parameter that counts candles. */
export function candles<const Key extends string>(
  words: FieldWords<Key>,
  range: Range,
): StrategyField<Key> {
  return { ...words, unit: 'candles', step: 1, ...range }
}

/** What a strategy's fields take: each number within its range, whole where its steps are, and in the order that is asked for. */
export function parametersOf<Key extends string>(
  fields: readonly StrategyField<Key>[],
  orderings: readonly StrategyOrdering[] = [],
): z.ZodType<Numbers<Key>> {
  const shape = Object.fromEntries(fields.map((field) => [field.key, numberOf(field)]))
  const ordered = z.strictObject(shape).superRefine((values, context) => {
    for (const { smaller, larger, message } of orderings) {
      const [low, high] = [values[smaller], values[larger]]
      if (low === undefined || high === undefined || low < high) continue
      context.addIssue({ code: 'custom', message, path: [smaller] })
    }
  })
  return ordered as unknown as z.ZodType<Numbers<Key>>
}

function numberOf({ label, min, max, step }: StrategyField): z.ZodNumber {
  const message = `${label} must be a number from ${min} to ${max}`
  const number = z.number(message).min(min, message).max(max, message)
  return Number.isInteger(step) ? number.int(`${label} must be a whole number`) : number
}
