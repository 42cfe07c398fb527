import type { MarketSource } from '../../../app/contract/setup.ts'

/** Same seed, same market; anyone who starts without a wish gets this one. */
export const FIRST_DEMO = { kind: 'demo', seed: 7 } as const satisfies MarketSource
