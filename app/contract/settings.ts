import { z } from 'zod'
import { exchangeId } from './values.ts'

/** Replaces scheme, host and port of an exchange's addresses: regional hosts, proxies, tests. */
export const baseUrl = z
  .string()
  .max(300)
  .regex(/^https?:\/\/[^\s/?#]+(\/[^\s?#]*)?$/, 'must be an address like https://api.example.com')

export const settings = z.object({
  theme: z.enum(['system', 'dark', 'light']),
  /** What rises is green, red as in East Asia, or blue, which those can tell from orange who cannot tell red from green. */
  priceColours: z.enum(['green-up', 'red-up', 'blue-up']).default('green-up'),
  exchangeUrls: z.record(exchangeId, baseUrl),
  /** Where a Prometheus server on this machine may read what is measured; null where none does. */
  metricsPort: z.number().int().min(1).max(65_535).nullable().default(null),
  /** Which versions are offered: releases, or also what comes before one. */
  updateChannel: z.enum(['stable', 'beta']).default('stable'),
  /** Whether the dashboard says what to do next, as long as there is something. */
  showsChecklist: z.boolean().default(true),
  /** Whether the machine is kept from sleeping while orders go to an exchange. */
  staysAwake: z.boolean().default(false),
})
export type Settings = z.infer<typeof settings>

/** What may be set without a second thought: an address decides who is shown the keys. */
export const preferences = settings.omit({ exchangeUrls: true }).strict()
export type Preferences = z.infer<typeof preferences>

export const DEFAULT_SETTINGS: Settings = {
  theme: 'system',
  priceColours: 'green-up',
  exchangeUrls: {},
  metricsPort: null,
  updateChannel: 'stable',
  showsChecklist: true,
  staysAwake: false,
}
