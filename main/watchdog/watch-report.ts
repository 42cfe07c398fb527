import { z } from 'zod'

/**
 * What the engine's process tells its watchdog, a line at a time. goodbye: it ends because it was told to. secrets: those of
 * alert channels, where they are in a vault, which only a passphrase opens.
 */
export const watchReport = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('beat'), openOrders: z.number().int() }),
  z.object({ kind: z.literal('goodbye') }),
  z.object({ kind: z.literal('secrets'), secrets: z.record(z.string(), z.string()) }),
])
export type WatchReport = z.infer<typeof watchReport>

/** What a watchdog found, in words for people. Times in Unix ms. */
export interface WatchFinding {
  readonly kind: 'stalled' | 'recovered' | 'died'
  readonly time: number
  readonly openOrders: number
  readonly title: string
  readonly text: string
}
