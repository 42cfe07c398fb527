import { z } from 'zod'
import type { KeyFacts } from '../exchange-facts.ts'
import { reportReader } from './key-reader.ts'

const restrictions = z.object({
  ipRestrict: z.boolean(),
  enableSpotAndMarginTrading: z.boolean(),
  enableWithdrawals: z.boolean(),
  // Sent for keys whose right to trade ends, which are those without an address.
  tradingAuthorityExpirationTime: z.coerce.number().int().positive().optional(),
})

/** Sources: Binance wallet API docs, "Get API Key Permission"; its testnet has no wallet. */
export const binanceKey: KeyFacts = {
  request: { path: 'account/apiRestrictions', section: 'sapi', method: 'GET' },
  isOnTestnet: false,
  read: reportReader(restrictions, (said) => ({
    expiry:
      said.tradingAuthorityExpirationTime === undefined
        ? { kind: 'unknown' }
        : { kind: 'at', time: said.tradingAuthorityExpirationTime },
    mayTrade: said.enableSpotAndMarginTrading,
    mayWithdraw: said.enableWithdrawals,
    isBoundToAddresses: said.ipRestrict,
  })),
}
