import { z } from 'zod'

/** What the engine's process tells its watchdog, a line at a time. goodbye: it ends because it was told to. */
export const watchReport = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('beat'), openOrders: z.number().int() }),
  z.object({ kind: z.literal('goodbye') }),
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
