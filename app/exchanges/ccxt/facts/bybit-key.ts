import { z } from 'zod'
import type { KeyExpiry } from '../../../ports/key-report.ts'
import type { KeyFacts } from '../exchange-facts.ts'
import { reportReader } from './key-reader.ts'

/** How an unbound key says that it works from everywhere. */
const ANY_ADDRESS = '*'

const information = z.object({
  result: z.object({
    readOnly: z.coerce.number(),
    permissions: z.object({
      Spot: z.array(z.string()).default([]),
      Wallet: z.array(z.string()).default([]),
    }),
    ips: z.array(z.string()).default([]),
    expiredAt: z.iso.datetime({ offset: true }).or(z.literal('')).optional(),
  }),
})

/** Sources: Bybit V5 docs, "Get API Key Information"; the testnet has it as well. */
export const bybitKey: KeyFacts = {
  request: { path: 'v5/user/query-api', section: 'private', method: 'GET' },
  isOnTestnet: true,
  read: reportReader(information, ({ result: { readOnly, permissions, ips, expiredAt } }) => {
    const isBoundToAddresses = ips.length > 0 && !ips.includes(ANY_ADDRESS)
    return {
      expiry: expiryOf(expiredAt ?? '', isBoundToAddresses),
      mayTrade: readOnly === 0 && permissions.Spot.includes('SpotTrade'),
      mayWithdraw: readOnly === 0 && permissions.Wallet.includes('Withdraw'),
      isBoundToAddresses,
    }
  }),
}

/** "Only for those api key with no IP bound or the password has been changed": the others have no time, or that of 1970. */
function expiryOf(expiredAt: string, isBoundToAddresses: boolean): KeyExpiry {
  const time = Date.parse(expiredAt)
  if (time > 0) return { kind: 'at', time }
  return { kind: isBoundToAddresses ? 'never' : 'unknown' }
}
