import { z } from 'zod'
import type { KeyFacts } from '../exchange-facts.ts'
import { reportReader } from './key-reader.ts'

const configuration = z.object({
  data: z.tuple([z.object({ perm: z.string(), ip: z.string() })], z.unknown()),
})

/**
 * Sources: OKX API v5 docs, "Get account configuration". A key that is bound to no address and may trade or withdraw ends after
 * fourteen days without a call; Cryptobot calls more often than that, and OKX names no time.
 */
export const okxKey: KeyFacts = {
  request: { path: 'account/config', section: 'private', method: 'GET' },
  isOnTestnet: true,
  read: reportReader(configuration, ({ data: [{ perm, ip }] }) => {
    const permissions = perm.split(',')
    return {
      expiry: { kind: 'unknown' },
      mayTrade: permissions.includes('trade'),
      mayWithdraw: permissions.includes('withdraw'),
      isBoundToAddresses: ip !== '',
    }
  }),
}
