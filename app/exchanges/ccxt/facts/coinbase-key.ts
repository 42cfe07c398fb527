import { z } from 'zod'
import type { KeyFacts } from '../exchange-facts.ts'
import { reportReader } from './key-reader.ts'

const permissions = z.object({
  can_trade: z.boolean(),
  can_transfer: z.boolean(),
})

/** Sources: Coinbase Advanced Trade docs, "Get API Key Permissions"; "transfer" includes sending funds away. */
export const coinbaseKey: KeyFacts = {
  request: { path: 'brokerage/key_permissions', section: ['v3', 'private'], method: 'GET' },
  isOnTestnet: false,
  read: reportReader(permissions, ({ can_trade: mayTrade, can_transfer: mayWithdraw }) => ({
    expiry: { kind: 'unknown' },
    mayTrade,
    mayWithdraw,
    isBoundToAddresses: null,
  })),
}
