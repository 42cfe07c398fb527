import { z } from 'zod'

const AUTO_LOCK_MINUTES_MAX = 240
/** Twelve characters at random, or four words. */
export const PASSPHRASE_LENGTH_MIN = 12
export const PASSPHRASE_LENGTH_MAX = 1_000

export const passphrase = z.string().max(PASSPHRASE_LENGTH_MAX)

/** How the app is locked. */
export const lockView = z.object({
  /** Whether there is a passphrase at all. */
  isSet: z.boolean(),
  isLocked: z.boolean(),
  /** The passphrase opens the vault as well, and is changed on the command line. */
  hasVault: z.boolean(),
  /** Without a key or a click for so long, it locks by itself; null for never. */
  autoLockMinutes: z.number().int().min(1).max(AUTO_LOCK_MINUTES_MAX).nullable(),
  /** While it is locked, bots only sell. */
  pausesBots: z.boolean(),
})
export type LockView = z.infer<typeof lockView>

export const lockWish = lockView.pick({ autoLockMinutes: true, pausesBots: true }).extend({
  /** The one that there is; empty where there is none. */
  passphrase,
  /** A new one; null to keep what there is. */
  next: passphrase.min(PASSPHRASE_LENGTH_MIN).nullable(),
})
export type LockWish = z.infer<typeof lockWish>
