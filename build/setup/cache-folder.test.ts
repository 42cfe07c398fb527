import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { cachedFolder, cacheFolder } from './cache-folder.ts'

let temporary: string

beforeEach(() => {
  temporary = mkdtempSync(join(tmpdir(), 'cache-folder-test-'))
  vi.stubEnv('XDG_CACHE_HOME', temporary)
  vi.stubEnv('LOCALAPPDATA', temporary)
  vi.stubEnv('HOME', temporary)
})

afterEach(() => {
  vi.unstubAllEnvs()
  rmSync(temporary, { recursive: true })
})

const fill = vi.fn((folder: string) => {
  writeFileSync(join(folder, 'file.txt'), 'complete')
  return Promise.resolve()
})

test('fills a folder once', async () => {
  const folder = await cachedFolder('runtime-1', fill)
  expect(await cachedFolder('runtime-1', fill)).toBe(folder)
  expect(fill).toHaveBeenCalledTimes(1)
  expect(readdirSync(folder)).toEqual(['file.txt'])
})

test('leaves nothing behind when filling fails', async () => {
  const failing = cachedFolder('runtime-1', () => Promise.reject(new Error('disk full')))
  await expect(failing).rejects.toThrow('disk full')
  expect(readdirSync(cacheFolder())).toEqual([])
})

test('removes the work of a run that was killed, and keeps that of one that still runs', async () => {
  const ofRunning = join(cacheFolder(), `work-${process.pid}-abc`)
  // Above the highest process id of any system that we run on.
  const ofKilled = join(cacheFolder(), 'work-99999999-abc')
  for (const folder of [ofRunning, ofKilled]) mkdirSync(folder, { recursive: true })
  await cachedFolder('runtime-1', fill)
  expect([existsSync(ofRunning), existsSync(ofKilled)]).toEqual([true, false])
})

test('accepts the folder of a run that finished first', async () => {
  const folder = await cachedFolder('runtime-1', async (work) => {
    await fill(work)
    mkdirSync(join(cacheFolder(), 'runtime-1'))
    writeFileSync(join(cacheFolder(), 'runtime-1', 'other.txt'), 'complete as well')
  })
  expect(readdirSync(folder)).toEqual(['other.txt'])
})
