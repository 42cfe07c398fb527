import { z } from 'zod'
import type { KeyFacts } from '../exchange-facts.ts'
import { reportReader } from './key-reader.ts'

const information = z.object({ data: z.object({ ips: z.string().nullish() }) })

/** Sources: Bitget API v2 docs, "Get Account Information". It tells permissions too, in codes that are not explained. */
export const bitgetKey: KeyFacts = {
  request: { path: 'v2/spot/account/info', section: ['private', 'spot'], method: 'GET' },
  isOnTestnet: false,
  read: reportReader(information, ({ data: { ips } }) => ({
    expiry: { kind: 'unknown' },
    mayTrade: null,
    mayWithdraw: null,
    isBoundToAddresses: (ips ?? '') !== '',
  })),
}
