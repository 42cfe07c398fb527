import { appendFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { importCandleFile, listImports, loadImport } from './candle-import.ts'
import { fileSystemProblem } from './file-system-problem.ts'

const CONTENT = [
  'timestamp,open,high,low,close,volume',
  '1617566400000,57953.86,58051.25,57826.16,58025.11,1240.209016',
  '1617570000000,58025.11,58184.0,57976.73,58116.69,987.374632',
  '1617577200000,58116.69,58200.0,58000.73,58100.69,1.5',
].join('\n')

let folder = ''
let imports = ''
let source = ''

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'candle-import-'))
  imports = join(folder, 'profile', 'imports')
  source = join(folder, 'prices.csv')
  await writeFile(source, CONTENT)
})

afterEach(() => rm(folder, { recursive: true, force: true }))

async function importSource() {
  const result = await importCandleFile(source, imports)
  if (!result.ok) throw new Error(result.error.message)
  return result.value
}

describe('importing candles', () => {
  it('keeps a copy and says what is in it', async () => {
    const imported = await importSource()
    expect(imported).toEqual({
      importId: expect.stringMatching(/^[0-9a-f]{16}$/),
      fileName: 'prices.csv',
      candles: 3,
      from: 1617566400000,
      to: 1617577200000,
      timeframe: '1h',
      gaps: 1,
      repairedRows: null,
    })
    expect(await readFile(join(imports, `${imported.importId}.csv`), 'utf8')).toBe(CONTENT)
    expect(await listImports(imports)).toEqual([imported])
  })

  it('gives the candles back, also when the source is gone', async () => {
    const { importId } = await importSource()
    await rm(source)
    const loaded = await loadImport(imports, importId)
    expect(loaded.ok && loaded.value.candles.length).toBe(3)
    expect(loaded.ok && loaded.value.priceDecimals).toBe(2)
  })

  it('keeps one copy of a file that is imported twice, and heals a damaged one', async () => {
    const first = await importSource()
    await appendFile(join(imports, `${first.importId}.csv`), '\n')
    expect(await importSource()).toEqual(first)
    expect((await readdir(imports)).length).toBe(2)
    expect((await loadImport(imports, first.importId)).ok).toBe(true)
  })

  it('lists several by name', async () => {
    await importSource()
    source = join(folder, 'another.csv')
    await writeFile(source, `${CONTENT}\n`)
    await importSource()
    expect((await listImports(imports)).map((one) => one.fileName)).toEqual([
      'another.csv',
      'prices.csv',
    ])
  })

  it('lists none where nothing was imported', async () => {
    expect(await listImports(imports)).toEqual([])
  })

  it('leaves nothing behind of a malformed file', async () => {
    await appendFile(source, '\n1617580800000,1,x,1,1,1')
    const result = await importCandleFile(source, imports)
    expect(result).toEqual({
      ok: false,
      error: expect.objectContaining({
        message: 'prices.csv, line 5, column 3 (high): "x" is not a number. Nothing was imported.',
      }),
    })
    expect(await readdir(imports)).toEqual([])
  })

  it('names what is wrong with the path', async () => {
    const missing = await importCandleFile(join(folder, 'nothing.csv'), imports)
    expect(!missing.ok && missing.error.message).toBe('nothing.csv does not exist (any more).')
    const directory = await importCandleFile(folder, imports)
    expect(!directory.ok && directory.error.message).toContain('is a folder')
    expect(await readdir(imports)).toEqual([])
  })

  it('reports a disk that refuses', async () => {
    await mkdir(join(folder, 'profile'))
    await writeFile(imports, 'a file where the folder should be')
    const blocked = await importCandleFile(source, imports)
    expect(!blocked.ok && blocked.error.message).toContain('could not be read or copied (EEXIST)')
    const diskFull = Object.assign(new Error(), { code: 'ENOSPC', syscall: 'write' })
    expect(fileSystemProblem('prices.csv', diskFull)?.message).toBe(
      'prices.csv could not be copied: the disk is full.',
    )
    expect(fileSystemProblem('prices.csv', new Error('a bug'))).toBeUndefined()
  })
})

describe('loading an import', () => {
  it('notices a changed candle', async () => {
    const { importId } = await importSource()
    await writeFile(
      join(imports, `${importId}.csv`),
      CONTENT.replace('58025.11,1240', '58025.12,1240'),
    )
    const loaded = await loadImport(imports, importId)
    expect(!loaded.ok && loaded.error.code).toBe('import-damaged')
  })

  it('notices a copy that is cut off', async () => {
    const { importId } = await importSource()
    await writeFile(join(imports, `${importId}.csv`), CONTENT.slice(0, 90))
    const loaded = await loadImport(imports, importId)
    expect(!loaded.ok && loaded.error.code).toBe('import-damaged')
  })

  it('notices a copy that is gone', async () => {
    const { importId } = await importSource()
    await rm(join(imports, `${importId}.csv`))
    const loaded = await loadImport(imports, importId)
    expect(!loaded.ok && loaded.error.code).toBe('import-missing')
    expect(await listImports(imports)).toEqual([])
  })

  it('never leaves the folder', async () => {
    const loaded = await loadImport(imports, '../../prices')
    expect(!loaded.ok && loaded.error.code).toBe('import-missing')
  })

  it('steps over manifests that others wrote', async () => {
    const imported = await importSource()
    await writeFile(join(imports, 'torn.json'), '{"version":')
    await writeFile(join(imports, 'other.json'), '{"version":2}')
    expect(await listImports(imports)).toEqual([imported])
  })
})
