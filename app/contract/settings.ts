import { z } from 'zod'
import { exchangeId } from './values.ts'

/** Replaces scheme, host and port of an exchange's addresses: regional hosts, proxies, tests. */
const baseUrl = z
  .string()
  .max(300)
  .regex(/^https?:\/\/[^\s/?#]+(\/[^\s?#]*)?$/, 'must be an address like https://api.example.com')

export const settings = z.object({
  theme: z.enum(['system', 'dark', 'light']),
  exchangeUrls: z.record(exchangeId, baseUrl),
})
export type Settings = z.infer<typeof settings>

export const DEFAULT_SETTINGS: Settings = { theme: 'system', exchangeUrls: {} }
