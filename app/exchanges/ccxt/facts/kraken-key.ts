import { z } from 'zod'
import type { KeyFacts } from '../exchange-facts.ts'
import { reportReader } from './key-reader.ts'

const WITHDRAWING: readonly string[] = [
  'withdraw-funds',
  'add-withdraw-address',
  'update-withdraw-address',
]

const information = z.object({
  result: z.object({
    permissions: z.array(z.string()),
    /** Unix seconds; 0 for a key that does not end. */
    validUntil: z.coerce.number().int().nonnegative(),
    ipAllowlist: z.array(z.string()).nullish(),
  }),
})

/** Sources: Kraken REST docs, "Get API Key Info"; which permissions trading takes is not said there. */
export const krakenKey: KeyFacts = {
  request: { path: 'GetApiKeyInfo', section: 'private', method: 'POST' },
  isOnTestnet: false,
  read: reportReader(information, ({ result: { permissions, validUntil, ipAllowlist } }) => ({
    expiry: validUntil === 0 ? { kind: 'never' } : { kind: 'at', time: validUntil * 1_000 },
    mayTrade: null,
    mayWithdraw: permissions.some((permission) => WITHDRAWING.includes(permission)),
    isBoundToAddresses: (ipAllowlist ?? []).length > 0,
  })),
}
