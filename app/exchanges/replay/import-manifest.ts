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

/** Same content, same id: importing a file twice leaves one copy. */
export function importIdOf(sha256: string): string {
  return sha256.slice(0, IMPORT_ID_DIGITS)
}

export function isImportId(text: string): boolean {
  return /^[0-9a-f]{16}$/.test(text)
}

export function withoutFingerprint(manifest: ImportManifest): ImportedCandles {
  const { importId, fileName, candles, from, to, timeframe, gaps } = manifest
  return { importId, fileName, candles, from, to, timeframe, gaps }
}
