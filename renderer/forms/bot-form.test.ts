import { describe, expect, it } from 'vitest'
import { botFormSchema, initialParameters } from './bot-form.ts'

const STRATEGY = {
  id: 'sma-cross',
  name: 'SMA cross',
  description: '',
  lines: [],
  decides: 'signals' as const,
  orderings: [],
  fields: [
    {
      key: 'fast',
      label: 'Fast average',
      unit: 'candles',
      help: '',
      min: 2,
      max: 200,
      step: 1,
      default: 10,
    },
  ],
}

function form(fast: unknown, stopPercent: number | null = null) {
  return {
    name: 'SMA cross',
    strategyId: 'sma-cross',
    parameters: { fast },
    sizing: { kind: 'percent-of-equity', percent: 25 },
    exits: { stopPercent, targetPercent: null, trailingPercent: null },
  }
}

function messages(value: unknown): string[] {
  const outcome = botFormSchema(STRATEGY).safeParse(value)
  return outcome.success ? [] : outcome.error.issues.map((issue) => issue.message)
}

describe('botFormSchema', () => {
  it('accepts a parameter within the limits of its strategy', () => {
    expect(messages(form(10))).toEqual([])
  })

  it('refuses one outside of them and names the limits', () => {
    expect(messages(form(500))).toEqual(['Enter a number from 2 to 200.'])
  })

  it('refuses an empty number', () => {
    expect(messages(form(Number.NaN))).toEqual(['Enter a number from 2 to 200.'])
  })

  it('refuses a fraction where only whole numbers make sense', () => {
    expect(messages(form(2.5))).toEqual(['Enter a whole number.'])
  })

  it('refuses a stop of nothing, and allows no stop', () => {
    expect(messages(form(10, 0))).toEqual(['The stop must be from 0.05 to 95 %.'])
    expect(messages(form(10, null))).toEqual([])
  })
})

describe('initialParameters', () => {
  it('starts with the defaults', () => {
    expect(initialParameters(STRATEGY, {})).toEqual({ fast: 10 })
  })

  it('keeps what was chosen and drops what the strategy does not know', () => {
    expect(initialParameters(STRATEGY, { fast: 20, other: 1 })).toEqual({ fast: 20 })
  })
})

describe('parameters that must be in order', () => {
  const [fast] = STRATEGY.fields
  const schema = botFormSchema({
    ...STRATEGY,
    fields: fast ? [fast, { ...fast, key: 'slow' }] : [],
    orderings: [{ smaller: 'fast', larger: 'slow', message: 'Fast below slow.' }],
  })
  const parameters = (slow: number) => ({ ...form(10), parameters: { fast: 10, slow } })

  it('are taken when they are', () => {
    expect(schema.safeParse(parameters(11)).success).toBe(true)
  })

  it('are refused at the smaller one when they are not', () => {
    const [issue] = schema.safeParse(parameters(10)).error?.issues ?? []
    expect(issue).toMatchObject({ path: ['parameters', 'fast'], message: 'Fast below slow.' })
  })
})
