import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { parse } from 'yaml'
import { isFeedGenuine } from '../../main/updates/feed-signature.ts'
import { signFeeds } from './sign-feeds.ts'

const { privateKey, publicKey } = generateKeyPairSync('ed25519')
const ours = privateKey.export({ format: 'pem', type: 'pkcs8' }).toString()
const theirs = publicKey.export({ format: 'der', type: 'spki' }).toString('base64')

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cryptobot-feeds-'))
  for (const name of ['latest.yml', 'beta-linux.yml', 'builder-debug.yml']) {
    writeFileSync(join(folder, name), 'version: 1.2.3\n')
  }
})
afterEach(() => rmSync(folder, { recursive: true }))

const read = (name: string) => readFileSync(join(folder, name), 'utf8')

it('signs the feeds of every system and channel, and nothing else', () => {
  expect(signFeeds(folder, ours)).toEqual(['beta-linux.yml', 'latest.yml'])
  expect(readdirSync(folder).filter((name) => name.endsWith('.sig'))).toHaveLength(2)
  expect(isFeedGenuine(read('latest.yml'), read('latest.yml.sig'), theirs)).toBe(true)
})

it('signs the share of the users that is told, and takes it out again', () => {
  signFeeds(folder, ours, 10)
  expect(parse(read('latest.yml'))).toEqual({ version: '1.2.3', stagingPercentage: 10 })
  expect(isFeedGenuine(read('latest.yml'), read('latest.yml.sig'), theirs)).toBe(true)
  signFeeds(folder, ours)
  expect(parse(read('latest.yml'))).toEqual({ version: '1.2.3' })
})
