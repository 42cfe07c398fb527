import { randomUUID } from 'node:crypto'
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { failure, type Problem, type Result, success } from '../../domain/result.ts'
import { readCandleFile } from './candle-file.ts'
import type { ParsedCandles } from './candle-table.ts'
import { fileSystemProblem } from './file-system-problem.ts'
import {
  type ImportedCandles,
  type ImportManifest,
  importIdOf,
  isImportId,
  parseManifest,
  withoutFingerprint,
} from './import-manifest.ts'

const IMPORT_AGAIN = 'Import the file again: Settings, or the market step of the set-up.'

/**
 * Checks the whole file and copies it, both in one pass, so that what was checked is what is kept. The copy appears
 * under its name only when it is complete and on disk.
 */
export async function importCandleFile(
  sourcePath: string,
  importsDirectory: string,
  repairs = false,
): Promise<Result<ImportedCandles, Problem>> {
  const fileName = basename(sourcePath).slice(0, 200)
  try {
    await mkdir(importsDirectory, { recursive: true })
    return await checkAndCopy(importsDirectory, { sourcePath, fileName, repairs })
  } catch (error) {
    const problem = fileSystemProblem(fileName, error)
    if (!problem) throw error
    return failure(problem)
  }
}

async function checkAndCopy(
  importsDirectory: string,
  order: Omit<CopyOrder, 'temporaryPath'>,
): Promise<Result<ImportedCandles, Problem>> {
  const temporaryPath = join(importsDirectory, `incoming-${randomUUID()}.tmp`)
  try {
    const copied = await copyChecked({ ...order, temporaryPath })
    if (!copied.ok) return copied
    const manifest = copied.value
    await rename(temporaryPath, candlePath(importsDirectory, manifest.importId))
    await writeManifest(importsDirectory, manifest)
    return success(withoutFingerprint(manifest))
  } finally {
    await rm(temporaryPath, { force: true })
  }
}

/** All that were imported, by name; what a crash or another program left behind is not among them. */
export async function listImports(importsDirectory: string): Promise<readonly ImportedCandles[]> {
  await mkdir(importsDirectory, { recursive: true })
  const names = await readdir(importsDirectory)
  const imports: ImportedCandles[] = []
  for (const name of names.filter((candidate) => candidate.endsWith('.json'))) {
    const manifest = parseManifest(await readFile(join(importsDirectory, name), 'utf8'))
    if (!manifest || !names.includes(`${manifest.importId}.csv`)) continue
    imports.push(withoutFingerprint(manifest))
  }
  return imports.sort((a, b) => (a.fileName < b.fileName ? -1 : 1))
}

/** The candles of an import, after making sure that the copy is still what was imported. */
export async function loadImport(
  importsDirectory: string,
  importId: string,
): Promise<Result<ParsedCandles, Problem>> {
  if (!isImportId(importId)) return failure(missing(importId))
  const repairs = await isRepaired(importsDirectory, importId)
  const read = await readCandleFile(candlePath(importsDirectory, importId), {
    ...{ fileName: importId, repairs },
  })
  if (!read.ok) {
    if (read.error.code === 'file-not-found') return failure(missing(importId))
    return failure(read.error.code === 'candle-file-invalid' ? damaged(importId) : read.error)
  }
  if (importIdOf(read.value.sha256, repairs) !== importId) return failure(damaged(importId))
  return success(read.value.parsed)
}

async function isRepaired(directory: string, importId: string): Promise<boolean> {
  try {
    const text = await readFile(manifestPath(directory, importId), 'utf8')
    return (parseManifest(text)?.repairedRows ?? null) !== null
  } catch (error) {
    // Without it, the copy itself tells whether it is what was imported.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false
    throw error
  }
}

interface CopyOrder {
  readonly sourcePath: string
  readonly temporaryPath: string
  readonly fileName: string
  readonly repairs: boolean
}

async function copyChecked(order: CopyOrder): Promise<Result<ImportManifest, Problem>> {
  const { fileName, repairs } = order
  const copy = await open(order.temporaryPath, 'wx')
  try {
    const read = await readCandleFile(order.sourcePath, { fileName, copyTo: copy, repairs })
    if (!read.ok) return read
    await copy.sync()
    const { parsed, sha256 } = read.value
    return success({
      version: 1,
      importId: importIdOf(sha256, repairs),
      fileName,
      candles: parsed.candles.length,
      from: parsed.from,
      to: parsed.to,
      timeframe: parsed.timeframe,
      gaps: parsed.gaps,
      repairedRows:
        parsed.repair && Object.values(parsed.repair).reduce((sum, rows) => sum + rows, 0),
      sha256,
    })
  } finally {
    await copy.close()
  }
}

async function writeManifest(directory: string, manifest: ImportManifest): Promise<void> {
  const temporaryPath = join(directory, `incoming-${randomUUID()}.tmp`)
  const file = await open(temporaryPath, 'wx')
  try {
    await file.writeFile(`${JSON.stringify(manifest, null, 2)}\n`)
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(temporaryPath, manifestPath(directory, manifest.importId))
}

function candlePath(directory: string, importId: string): string {
  return join(directory, `${importId}.csv`)
}

function manifestPath(directory: string, importId: string): string {
  return join(directory, `${importId}.json`)
}

function missing(importId: string): Problem {
  return {
    code: 'import-missing',
    message: `The imported candles ${importId} are no longer in Cryptobot's profile.`,
    action: IMPORT_AGAIN,
  }
}

function damaged(importId: string): Problem {
  return {
    code: 'import-damaged',
    message: `The imported candles ${importId} have been changed since they were imported.`,
    action: IMPORT_AGAIN,
  }
}
