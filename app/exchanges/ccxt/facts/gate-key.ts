import { z } from 'zod'
import type { KeyFacts } from '../exchange-facts.ts'
import { reportReader } from './key-reader.ts'

const detail = z.object({ ip_whitelist: z.array(z.string()).nullish() })

/** Sources: Gate API v4 docs, "Retrieve user account information". What a key may do is told of all keys, not of the one that asks. */
export const gateKey: KeyFacts = {
  request: { path: 'detail', section: ['private', 'account'], method: 'GET' },
  isOnTestnet: false,
  read: reportReader(detail, ({ ip_whitelist: addresses }) => ({
    expiry: { kind: 'unknown' },
    mayTrade: null,
    mayWithdraw: null,
    isBoundToAddresses: (addresses ?? []).length > 0,
  })),
}
