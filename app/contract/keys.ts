import { z } from 'zod'
import { exchangeId, timeMs } from './values.ts'

/** Those whose keys reach an exchange. */
export const keyMode = z.enum(['testnet', 'live'])
export type KeyMode = z.infer<typeof keyMode>

/** Where a key belongs: there is one of each. */
export const keyPlace = z.object({ mode: keyMode, exchangeId })
export type KeyPlace = z.infer<typeof keyPlace>

const saidOrNot = z.boolean().nullable()

/** What an exchange said of a key; null is what it does not say. */
export const keyReport = z.object({
  expiry: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('at'), time: timeMs }),
    z.object({ kind: z.literal('never') }),
    z.object({ kind: z.literal('unknown') }),
  ]),
  mayTrade: saidOrNot,
  mayWithdraw: saidOrNot,
  isBoundToAddresses: saidOrNot,
})

const ENDING_LENGTH = 4

/** What is known of a key that is kept, and nothing that it could be used with. */
export const keyView = keyPlace.extend({
  /** The last characters of its public part. */
  ending: z.string().max(ENDING_LENGTH),
  addedAt: timeMs,
  /** When an account was opened with it last; null where none was yet. */
  usedAt: timeMs.nullable(),
  report: keyReport,
  /** When the exchange said so. */
  checkedAt: timeMs,
})
export type KeyView = z.infer<typeof keyView>

export const keyViews = z.array(keyView).max(500)

const SECRET_LENGTH_MAX = 4_000
const secret = z.string().trim().min(1).max(SECRET_LENGTH_MAX)

/** As it is typed, into a window of its own or at a terminal. */
export const typedKeys = z.object({
  apiKey: secret,
  secret,
  /** Only some exchanges have one. */
  passphrase: secret.nullable(),
  /** `WITHDRAWAL_WORDS`, where the key is to be kept although it may withdraw; empty otherwise. */
  words: z.string().max(200),
})
export type TypedKeys = z.infer<typeof typedKeys>

export function endingOf(apiKey: string): string {
  return apiKey.slice(-ENDING_LENGTH)
}
