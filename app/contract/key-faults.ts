import type { KeyView } from './keys.ts'

const DAY_MS = 86_400_000
/** Time enough to make a new one. */
const SOON_DAYS = 14
/** Whoever has not needed a key for so long does not need it. */
const UNUSED_DAYS = 30
/** What leaked without anybody noticing is of no use for longer than that. */
const OLD_DAYS = 90

/** What is wrong with a key that is kept, the worst first. */
export const KEY_FAULTS = [
  'ended',
  'may-withdraw',
  'may-not-trade',
  'ends-soon',
  'unused',
  'old',
  'unbound',
] as const
export type KeyFault = (typeof KEY_FAULTS)[number]

export function keyFaults(
  { report, addedAt, usedAt }: Pick<KeyView, 'report' | 'addedAt' | 'usedAt'>,
  now: number,
): readonly KeyFault[] {
  const { expiry, mayTrade, mayWithdraw, isBoundToAddresses } = report
  const leftMs = expiry.kind === 'at' ? expiry.time - now : Number.POSITIVE_INFINITY
  const isThere: Readonly<Record<KeyFault, boolean>> = {
    ended: leftMs <= 0,
    'may-withdraw': mayWithdraw === true,
    'may-not-trade': mayTrade === false,
    'ends-soon': leftMs > 0 && leftMs <= SOON_DAYS * DAY_MS,
    unused: now - (usedAt ?? addedAt) >= UNUSED_DAYS * DAY_MS,
    old: now - addedAt >= OLD_DAYS * DAY_MS,
    unbound: isBoundToAddresses === false,
  }
  return KEY_FAULTS.filter((fault) => isThere[fault])
}
