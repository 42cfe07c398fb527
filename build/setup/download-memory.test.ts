import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { recallDownloadFailure, rememberDownloadFailure } from './download-memory.ts'

const failedAtMs = Date.UTC(2026, 0, 1)
const hourMs = 60 * 60_000
let temporary: string

beforeEach(() => {
  temporary = mkdtempSync(join(tmpdir(), 'download-memory-test-'))
  vi.stubEnv('XDG_CACHE_HOME', temporary)
  vi.stubEnv('LOCALAPPDATA', temporary)
  vi.stubEnv('HOME', temporary)
  rememberDownloadFailure('45.4.1', 'fetch failed', failedAtMs)
})

afterEach(() => {
  vi.unstubAllEnvs()
  rmSync(temporary, { recursive: true })
})

test('recalls a failed download within a day', () => {
  expect(recallDownloadFailure('45.4.1', failedAtMs + 23 * hourMs)).toBe('fetch failed')
})

test('forgets it after a day', () => {
  expect(recallDownloadFailure('45.4.1', failedAtMs + 25 * hourMs)).toBeUndefined()
})

test('knows nothing of another version', () => {
  expect(recallDownloadFailure('46.0.0', failedAtMs)).toBeUndefined()
})
