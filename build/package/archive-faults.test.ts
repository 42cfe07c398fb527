import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createPackage } from '@electron/asar'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { archiveFaults } from './archive-faults.ts'

const application = {
  'package.json': '{ "main": "out/main/index.js" }',
  'out/help/index.html': '',
  'out/main/index.js': '',
  'out/preload/index.cjs': '',
  'out/renderer/index.html': '',
  'node_modules/ccxt/js/ccxt.js': '',
  'node_modules/@noble/hashes/sha2.js': '',
}

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cryptobot-archive-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

async function faultsOf(files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, 'app', path)), { recursive: true })
    writeFileSync(join(folder, 'app', path), text)
  }
  const archive = join(folder, 'app.asar')
  await createPackage(join(folder, 'app'), archive)
  return archiveFaults(archive)
}

it('finds nothing in an archive that holds what is needed', async () => {
  expect(await faultsOf(application)).toEqual([])
})

it.each([
  'app/domain/money.ts',
  'node_modules/zod/index.js',
  'node_modules/ccxt/js/ccxt.d.ts',
  'out/main/index.js.map',
  'out/installers/icon.ico',
  '.npmrc',
])('finds %s, which nobody needs', async (path) => {
  expect(await faultsOf({ ...application, [path]: 'x' })).toContain(`${path} has no business there`)
})

it('finds what is missing', async () => {
  const { 'out/preload/index.cjs': _, ...rest } = application
  expect(await faultsOf(rest)).toEqual(['out/preload/index.cjs is missing'])
})

it('finds an archive that has grown too large', async () => {
  const faults = await faultsOf({ ...application, 'out/main/large.js': 'x'.repeat(41e6) })
  expect(faults).toEqual([expect.stringMatching(/more than 40000000/)])
})
