import { z } from 'zod'
import type { KeyFacts } from '../exchange-facts.ts'
import { reportReader } from './key-reader.ts'

/** "Transfer" is what withdrawals were allowed by before they had a permission of their own. */
const WITHDRAWING = /^(withdraw(al)?|transfer)$/i
const TRADING = /^(spot|trade)$/i

const information = z.object({
  data: z.object({
    permission: z.string(),
    ipWhitelist: z.string().nullish(),
  }),
})

/** Sources: KuCoin REST docs, "Get Apikey Info"; it names no end. */
export const kucoinKey: KeyFacts = {
  request: { path: 'user/api-key', section: 'private', method: 'GET' },
  isOnTestnet: false,
  read: reportReader(information, ({ data: { permission, ipWhitelist } }) => {
    const permissions = permission.split(',').map((one) => one.trim())
    return {
      expiry: { kind: 'unknown' },
      mayTrade: permissions.some((one) => TRADING.test(one)),
      mayWithdraw: permissions.some((one) => WITHDRAWING.test(one)),
      isBoundToAddresses: (ipWhitelist ?? '') !== '',
    }
  }),
}
