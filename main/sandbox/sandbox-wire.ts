import { z } from 'zod'
import { strategyManifest } from '../../app/sandbox/strategy-manifest.ts'

/** What the engine's process asks of a strategy's, a line each. */
export type SandboxQuestion =
  | { readonly kind: 'open'; readonly name: string; readonly text: string }
  | { readonly kind: 'start'; readonly parameters: Readonly<Record<string, number>> }
  | {
      readonly kind: 'candle'
      /** As they are in ShownCandle; null where one is not a number, which JSON does not know. */
      readonly values: readonly (number | null)[]
      readonly holdsPosition: boolean
    }

const fault = z.object({
  file: z.string().max(100),
  line: z.number().nullable(),
  message: z.string().max(2_000),
  stack: z.array(z.string().max(500)).max(10),
})

/** What comes back; checked, because what wrote it was fed by a stranger. */
export const sandboxAnswer = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('described'),
    manifest: strategyManifest,
    warmUpCandles: z.number().int().min(0).max(600),
  }),
  z.object({ kind: z.literal('started') }),
  z.object({
    kind: z.literal('decided'),
    openTime: z.number(),
    /** As a DecisionReader reads it. */
    decision: z.string().max(500),
    lines: z.array(z.number().nullable()).max(8),
    elapsedMs: z.number().nonnegative(),
  }),
  z.object({ kind: z.literal('failed'), fault }),
])
export type SandboxAnswer = z.infer<typeof sandboxAnswer>
