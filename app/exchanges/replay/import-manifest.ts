import { createHash } from 'node:crypto'
import { z } from 'zod'
import { TIMEFRAMES, type Timeframe } from '../../domain/timeframe.ts'

/** A file of candles in the imports folder, checked from its first line to its last. */
export interface ImportedCandles {
  readonly importId: string
  readonly fileName: string
  readonly candles: number
  /** Open times of the first and the last candle. */
  readonly from: number
  readonly to: number
  readonly timeframe: Timeframe
  /** Stretches without candles, which a replay steps over. */
  readonly gaps: number
  /** Rows that were put right because that was asked for; null where the file is taken as it is. */
  readonly repairedRows: number | null
}

/** What is written beside the copy, so that listing does not read it. */
export interface ImportManifest extends ImportedCandles {
  readonly version: 1
  readonly sha256: string
}

const IMPORT_ID_DIGITS = 16
const timeMs = z.number().int().nonnegative()

const importManifest = z.object({
  version: z.literal(1),
  importId: z.string().regex(/^[0-9a-f]{16}$/),
  fileName: z.string().max(200),
  candles: z.number().int().positive(),
  from: timeMs,
  to: timeMs,
  timeframe: z.enum(TIMEFRAMES),
  gaps: z.number().int().nonnegative(),
  repairedRows: z.number().int().nonnegative().nullable().default(null),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
})

/** Undefined when the text is no manifest, or one of another version. */
export function parseManifest(text: string): ImportManifest | undefined {
  try {
    return importManifest.safeParse(JSON.parse(text)).data
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

/** Same content, same id: importing a file twice leaves one copy. Repaired, it is something else. */
export function importIdOf(sha256: string, isRepaired: boolean): string {
  const digest = isRepaired
    ? createHash('sha256').update(`repaired ${sha256}`).digest('hex')
    : sha256
  return digest.slice(0, IMPORT_ID_DIGITS)
}

export function isImportId(text: string): boolean {
  return /^[0-9a-f]{16}$/.test(text)
}

export function withoutFingerprint(manifest: ImportManifest): ImportedCandles {
  const { version: _version, sha256: _sha256, ...imported } = manifest
  return imported
}
