import { generateKeyPairSync } from 'node:crypto'
import { expect, it } from 'vitest'
import { isFeedGenuine, signFeed } from './feed-signature.ts'

const keys = () => {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  return {
    privateKey: privateKey.export({ format: 'pem', type: 'pkcs8' }).toString(),
    publicKey: publicKey.export({ format: 'der', type: 'spki' }).toString('base64'),
  }
}
const FEED = 'version: 1.2.3\nsha512: abc\n'
const ours = keys()

it('takes what was signed with our key', () => {
  expect(isFeedGenuine(FEED, signFeed(FEED, ours.privateKey), ours.publicKey)).toBe(true)
})

it('refuses a changed feed, another key, a missing signature and an RSA key', () => {
  const signature = signFeed(FEED, ours.privateKey)
  expect(isFeedGenuine(FEED.replace('abc', 'abd'), signature, ours.publicKey)).toBe(false)
  expect(isFeedGenuine(FEED, signFeed(FEED, keys().privateKey), ours.publicKey)).toBe(false)
  expect(isFeedGenuine(FEED, '', ours.publicKey)).toBe(false)
  const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 })
  const rsa = publicKey.export({ format: 'der', type: 'spki' }).toString('base64')
  expect(isFeedGenuine(FEED, signature, rsa)).toBe(false)
})
