import { type SizingSetup, sizingSetup } from '../../app/contract/sizing-setup.ts'
import { failure, type Result, success } from '../../app/domain/result.ts'

interface SizingForm {
  readonly example: string
  /** What stands between the colons, in their order. */
  readonly fields: (parts: readonly string[]) => object
}

const FORMS: Readonly<Record<SizingSetup['kind'], SizingForm>> = {
  'percent-of-equity': {
    example: 'percent-of-equity:10',
    fields: ([percent]) => ({ percent: Number(percent) }),
  },
  'fixed-amount': { example: 'fixed-amount:0.01', fields: ([quantity]) => ({ quantity }) },
  'fixed-quote': { example: 'fixed-quote:250', fields: ([amount]) => ({ amount }) },
  'risk-percent': {
    example: 'risk-percent:1',
    fields: ([percent]) => ({ percent: Number(percent) }),
  },
  'volatility-target': {
    example: 'volatility-target:1:14:2',
    fields: ([percent, period, multiple]) => ({
      percent: Number(percent),
      period: Number(period),
      multiple: Number(multiple),
    }),
  },
  kelly: {
    example: 'kelly:0.55:1.5:0.25:20',
    fields: ([winRate, payoffRatio, fraction, percentMax]) => ({
      winPercent: Number(winRate) * 100,
      payoffRatio: Number(payoffRatio),
      fraction: Number(fraction),
      percentMax: Number(percentMax),
    }),
  },
}

/** Reads "percent-of-equity:10" and its like; fails with what is wrong, as the end of "sizing …". */
export function sizingFromText(text: string): Result<SizingSetup, string> {
  const [kind = '', ...parts] = text.split(':')
  if (!isKind(kind)) {
    const examples = Object.values(FORMS).map(({ example }) => `"${example}"`)
    return failure(`must look like ${examples.join(', ')}.`)
  }
  const { example, fields } = FORMS[kind]
  const isWhole = parts.length === example.split(':').length - 1
  if (!isWhole || !parts.every((part) => /^\d+(\.\d+)?$/.test(part))) {
    return failure(`must look like "${example}".`)
  }
  const read = sizingSetup.safeParse({ kind, ...fields(parts) })
  return read.success ? success(read.data) : failure(`"${text}": ${read.error.issues[0]?.message}`)
}

function isKind(text: string): text is SizingSetup['kind'] {
  return Object.hasOwn(FORMS, text)
}
