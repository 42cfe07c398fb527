import { z } from 'zod'

const label = z.string().min(1).max(60)
const sentence = z.string().max(400)
const key = z.string().regex(/^[A-Za-z][A-Za-z0-9]{0,30}$/, 'must be letters and digits')

const field = z
  .object({
    key,
    label,
    unit: z.string().max(30).default(''),
    help: sentence.default(''),
    min: z.number(),
    max: z.number(),
    step: z.number().positive().default(1),
    default: z.number(),
  })
  .refine(({ min, max }) => min < max, { path: ['max'], message: 'must be above min' })
  .refine((one) => one.default >= one.min && one.default <= one.max, {
    path: ['default'],
    message: 'must be from min to max',
  })

/** What a user's strategy says of itself. */
export const strategyManifest = z
  .object({
    name: label,
    description: sentence.default(''),
    decides: z.enum(['signals', 'target-weights']).default('signals'),
    fields: z.array(field).max(20),
    lines: z.array(z.object({ id: key, label, scale: z.enum(['price', 'own']) })).max(8),
    orderings: z.array(z.object({ smaller: key, larger: key, message: sentence })).max(20),
  })
  .superRefine(({ fields, orderings }, context) => {
    const defaults = new Map(fields.map((one) => [one.key, one.default]))
    if (defaults.size < fields.length) {
      context.addIssue({ code: 'custom', path: ['fields'], message: 'have one key twice' })
    }
    for (const [index, { smaller, larger }] of orderings.entries()) {
      const [low, high] = [defaults.get(smaller), defaults.get(larger)]
      if (low !== undefined && high !== undefined && low < high) continue
      const message = 'must name two fields whose defaults are in this order'
      context.addIssue({ code: 'custom', path: ['orderings', index], message })
    }
  })
export type StrategyManifest = z.infer<typeof strategyManifest>
