import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { failureOf } from './failure-of.fixture.ts'
import { ProfilePaths } from './profile-paths.ts'
import { temporaryFolder } from './temporary-folder.fixture.ts'

function profile() {
  const paths = new ProfilePaths(temporaryFolder())
  const accounts = join(paths.directory, 'accounts')
  const make = (directory: string, text: string) => {
    mkdirSync(directory, { recursive: true })
    writeFileSync(join(directory, 'ledger.db'), text)
  }
  const ledger = () => readFileSync(join(paths.account('demo-7'), 'ledger.db'), 'utf8')
  return { paths, accounts, make, ledger }
}

it('puts a new account in the place of the old one, which is kept', () => {
  const { paths, accounts, make, ledger } = profile()
  make(paths.account('demo-7'), 'old')
  make(paths.clearNewAccount('demo-7'), 'new')
  paths.replaceAccount('demo-7', 5)
  expect(ledger()).toBe('new')
  expect(readdirSync(accounts).sort()).toEqual(['demo-7', 'demo-7-archived-5'])
  expect(readFileSync(join(accounts, 'demo-7-archived-5', 'ledger.db'), 'utf8')).toBe('old')
})

it('leaves the old account in its place when there is no new one', () => {
  const { paths, make, ledger } = profile()
  make(paths.account('demo-7'), 'old')
  const failure = failureOf(() => paths.replaceAccount('demo-7', 5))
  expect(failure.message).toContain('could not be put aside')
  expect(ledger()).toBe('old')
})

it('finishes a replacement that a crash cut in half', () => {
  const { paths, make, ledger } = profile()
  make(paths.clearNewAccount('demo-7'), 'new')
  expect(existsSync(paths.account('demo-7'))).toBe(false)
  expect(paths.hasAccount('demo-7')).toBe(true)
  expect(ledger()).toBe('new')
})

it('keeps the account when a crash left a half-made one beside it', () => {
  const { paths, make, ledger } = profile()
  make(paths.account('demo-7'), 'old')
  make(paths.clearNewAccount('demo-7'), 'half')
  expect(paths.hasAccount('demo-7')).toBe(true)
  expect(ledger()).toBe('old')
  expect(existsSync(paths.clearNewAccount('demo-7'))).toBe(false)
})
