import { z } from 'zod'
import { exchangeId } from './values.ts'

/** Replaces scheme, host and port of an exchange's addresses: regional hosts, proxies, tests. */
export const baseUrl = z
  .string()
  .max(300)
  .regex(/^https?:\/\/[^\s/?#]+(\/[^\s?#]*)?$/, 'must be an address like https://api.example.com')

export const settings = z.object({
  theme: z.enum(['system', 'dark', 'light']),
  exchangeUrls: z.record(exchangeId, baseUrl),
  /** Where a Prometheus server on this machine may read what is measured; null where none does. */
  metricsPort: z.number().int().min(1).max(65_535).nullable().default(null),
  /** Which versions are offered: releases, or also what comes before one. */
  updateChannel: z.enum(['stable', 'beta']).default('stable'),
})
export type Settings = z.infer<typeof settings>

/** What may be set without a second thought: an address decides who is shown the keys. */
export const preferences = settings.omit({ exchangeUrls: true }).strict()
export type Preferences = z.infer<typeof preferences>

export const DEFAULT_SETTINGS: Settings = {
  theme: 'system',
  exchangeUrls: {},
  metricsPort: null,
  updateChannel: 'stable',
}
