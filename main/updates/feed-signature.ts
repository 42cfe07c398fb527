import { createPublicKey, sign, verify } from 'node:crypto'

/** Signs the text of an update feed with an Ed25519 key (PEM). The result goes into a file beside the feed, as base64. */
export function signFeed(feed: string, privateKey: string): string {
  return sign(null, Buffer.from(feed), privateKey).toString('base64')
}

/** Whether a feed was signed with the private half of the key (SPKI as base64). */
export function isFeedGenuine(feed: string, signature: string, publicKey: string): boolean {
  const key = createPublicKey({
    key: Buffer.from(publicKey, 'base64'),
    format: 'der',
    type: 'spki',
  })
  if (key.asymmetricKeyType !== 'ed25519') return false
  return verify(null, Buffer.from(feed), key, Buffer.from(signature.trim(), 'base64'))
}
