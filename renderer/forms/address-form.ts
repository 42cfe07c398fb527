import './zod-without-eval.ts'
import { z } from 'zod'
import { settings } from '../../app/contract/settings.ts'

const PROBE = 'probe'

/** An exchange's address by the contract's own rule; empty means the exchange's usual one. */
export const addressForm = z.object({
  address: z
    .string()
    .trim()
    .refine((address) => address === '' || isAddress(address), {
      message: 'Enter an address like https://api.example.com.',
    }),
})

function isAddress(address: string): boolean {
  return settings.shape.exchangeUrls.safeParse({ [PROBE]: address }).success
}
