import { z } from 'zod'
import { add, type Money, subtract } from '../../domain/amount.ts'
import { type Result, success } from '../../domain/result.ts'
import { amountOf, maybeExactText } from './exact-text.ts'
import { firstIssue, misshapen, type ParseFailure } from './parse-context.ts'

export interface ParsedBalance {
  readonly currency: string
  readonly free: Money
  readonly used: Money
  readonly total: Money
  /** False when the exchange's numbers are finer than we keep: rounded down. */
  readonly exact: boolean
}

const amounts = z.record(z.string(), maybeExactText)
const ccxtBalance = z.object({ free: amounts, used: amounts, total: amounts })

/** Reads ccxt's unified balance, from a request or a stream: every currency in it, those at zero too. */
export function parseBalance(
  raw: unknown,
  secrets: readonly string[],
): Result<readonly ParsedBalance[], ParseFailure> {
  const parsed = ccxtBalance.safeParse(raw)
  if (!parsed.success) return misshapen(`a balance: ${firstIssue(parsed.error)}`, raw, secrets)
  const { free, used, total } = parsed.data
  const balances: ParsedBalance[] = []
  for (const currency of new Set([free, used, total].flatMap((part) => Object.keys(part)))) {
    const balance = balanceOf(currency, {
      free: read(free[currency]),
      used: read(used[currency]),
      total: read(total[currency]),
    })
    if (!balance) return misshapen(`a balance of ${currency} that lacks a part`, raw, secrets)
    balances.push(balance)
  }
  return success(balances)
}

type Part = ReturnType<typeof amountOf<Money>> | undefined

function read(text: string | null | undefined): Part {
  return text === null || text === undefined ? undefined : amountOf<Money>(text, 'down')
}

/** Two of the three tell the third. */
function balanceOf(
  currency: string,
  { free, used, total }: { readonly free: Part; readonly used: Part; readonly total: Part },
): ParsedBalance | undefined {
  const parts = [free, used, total].filter((part) => part !== undefined)
  if (parts.length < 2) return undefined
  const sum = total?.value ?? add(free?.value ?? zero, used?.value ?? zero)
  return {
    currency,
    free: free?.value ?? subtract(sum, used?.value ?? zero),
    used: used?.value ?? subtract(sum, free?.value ?? zero),
    total: sum,
    exact: parts.every((part) => part.exact),
  }
}

const zero = 0 as Money
