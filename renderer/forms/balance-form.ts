import './zod-without-eval.ts'
import { z } from 'zod'
import { decimalText } from '../../app/contract/values.ts'

/** What people type ("10,000", "10 000.50") as decimal text. */
export function balanceText(typed: string): string {
  return typed.replace(/[,\s]/g, '')
}

export const balanceForm = z.object({
  startingBalance: z
    .string()
    .transform(balanceText)
    .pipe(decimalText)
    .refine((text) => /^\d{1,12}(\.\d{1,8})?$/.test(text) && /[1-9]/.test(text), {
      message: 'Enter an amount above zero, like 10000 or 2500.50.',
    }),
})
