import { z } from 'zod'
import { sentence } from './values.ts'

const version = z.string().max(40)

/** Where an update of the application stands. */
export const updateView = z.discriminatedUnion('kind', [
  /** This build asks nobody for updates. */
  z.object({ kind: z.literal('off'), reason: sentence }),
  /** Nothing newer was found; or nobody has asked yet. */
  z.object({ kind: z.literal('none'), checkedAt: z.number().nullable() }),
  z.object({ kind: z.literal('checking') }),
  z.object({ kind: z.literal('downloading'), version, percent: z.number().min(0).max(100) }),
  /** Here, whole and genuine. Held back while an order is unresolved. */
  z.object({ kind: z.literal('ready'), version, heldBackBy: sentence.nullable() }),
  z.object({ kind: z.literal('installing'), version }),
  z.object({ kind: z.literal('failed'), message: sentence, action: sentence }),
])
export type UpdateView = z.infer<typeof updateView>
