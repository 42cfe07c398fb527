import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, vi } from 'vitest'
import { temporaryFolder } from '../../app/storage/temporary-folder.fixture.ts'
import { doctor } from './doctor.ts'

async function report(profile: string) {
  let text = ''
  const write = vi.spyOn(process.stdout, 'write').mockImplementation((chunk) => {
    text += String(chunk)
    return true
  })
  try {
    const status = await doctor(['--profile', profile])
    return { status, text }
  } finally {
    write.mockRestore()
  }
}

it('finds nothing wrong with an empty profile', async () => {
  const { status, text } = await report(temporaryFolder())
  expect(text).not.toContain('PROBLEM')
  expect(status).toBe(0)
})

it('says which file is damaged, and what to do', async () => {
  const profile = temporaryFolder()
  writeFileSync(join(profile, 'settings.db'), 'a letter to my aunt. '.repeat(100))
  mkdirSync(join(profile, 'accounts', 'testnet-binance'), { recursive: true })
  writeFileSync(join(profile, 'accounts', 'testnet-binance', 'ledger.db'), 'another '.repeat(1_000))
  const { status, text } = await report(profile)
  expect(text).toMatch(/^PROBLEM +settings: .*settings.db is damaged.*restore the file/m)
  expect(text).toMatch(/^PROBLEM +account testnet-binance: .*ledger.db is damaged/m)
  expect(status).toBe(1)
})

it('says which account has no ledger', async () => {
  const profile = temporaryFolder()
  mkdirSync(join(profile, 'accounts', 'demo-7'), { recursive: true })
  const { status, text } = await report(profile)
  expect(text).toMatch(/^PROBLEM +account demo-7: There is no account in/m)
  expect(status).toBe(1)
})

it('says that the profile is no folder', async () => {
  const file = join(temporaryFolder(), 'letter.txt')
  writeFileSync(file, 'dear aunt')
  const { status, text } = await report(file)
  expect(text).toMatch(/^PROBLEM +profile folder: .*letter\.txt is no folder/m)
  expect(status).toBe(1)
})
