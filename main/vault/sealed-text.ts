import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  randomBytes,
  type ScryptOptions,
  scrypt,
  timingSafeEqual,
} from 'node:crypto'
import { z } from 'zod'

/** What scrypt is given (RFC 7914). It takes 128 · N · r bytes of memory. */
export interface ScryptCost {
  readonly N: number
  readonly r: number
  readonly p: number
}

const SALT_BYTES = 16
const KEY_BYTES = 32
/** Of AES-GCM; at random for each text, which is safe for far more texts than anybody writes (NIST SP 800-38D, 8.3). */
const NONCE_BYTES = 12

const COST_MIN = 2 ** 15
/** 128 MB: what a small machine can spare. */
const COST_MAX = 2 ** 17
const BLOCK_SIZE = 8
/** Half of what unlocking may take, since a machine is seldom as idle as when it was measured. */
const DERIVED_MS_MAX = 500

const base64 = z.base64().max(1_000_000)

const SCRYPT_1 = { version: 1, kdf: 'scrypt', r: BLOCK_SIZE, p: 1 } as const

/** A text that only a passphrase opens. All but the text itself can be read, and is sealed along with it. */
export const sealedText = z.strictObject({
  version: z.literal(1),
  kdf: z.literal('scrypt'),
  // From a file that somebody may have changed: no more work is done for it than we would ask for.
  N: z.number().int().min(2).max(COST_MAX),
  r: z.literal(BLOCK_SIZE),
  p: z.literal(1),
  salt: base64,
  /** When its key was made, in Unix ms. */
  madeAt: z.number().int().nonnegative(),
  /** Tells a wrong passphrase from a text that was altered. */
  check: base64,
  nonce: base64,
  text: base64,
  tag: base64,
})
export type SealedText = z.infer<typeof sealedText>

/** Derived from a passphrase; as secret as that. */
export interface SealKey {
  readonly cost: ScryptCost
  readonly salt: Buffer
  readonly madeAt: number
  readonly cipherKey: Buffer
  readonly checkKey: Buffer
}

type Measure = (cost: ScryptCost) => Promise<number>

/** As costly as this machine can bear: doubled until deriving takes half of what unlocking may take. */
export async function chosenCost(measure: Measure = derivedMs): Promise<ScryptCost> {
  let cost = { N: COST_MIN, r: BLOCK_SIZE, p: 1 }
  while (cost.N < COST_MAX && 2 * (await measure(cost)) <= DERIVED_MS_MAX) {
    cost = { ...cost, N: 2 * cost.N }
  }
  return cost
}

async function derivedMs(cost: ScryptCost): Promise<number> {
  const before = performance.now()
  await newSealKey('measured', cost)
  return performance.now() - before
}

export function newSealKey(
  passphrase: string,
  cost: ScryptCost,
  madeAt: number = Date.now(),
): Promise<SealKey> {
  return derive(passphrase, { cost, madeAt, salt: randomBytes(SALT_BYTES) })
}

/** The key that a text was sealed with, or nothing where the passphrase is another. */
export async function sealKeyFor(
  passphrase: string,
  sealed: SealedText,
): Promise<SealKey | undefined> {
  const { N, r, p, salt, madeAt, check } = sealed
  const origin = { cost: { N, r, p }, madeAt, salt: Buffer.from(salt, 'base64') }
  const key = await derive(passphrase, origin)
  const expected = checkOf(key)
  const given = Buffer.from(check, 'base64')
  const isIt = given.length === expected.length && timingSafeEqual(given, expected)
  return isIt ? key : undefined
}

export function seal(text: string, key: SealKey): SealedText {
  const nonce = randomBytes(NONCE_BYTES)
  const { cost, salt, madeAt } = key
  const header = {
    ...SCRYPT_1,
    ...{ N: cost.N, salt: salt.toString('base64'), madeAt, check: checkOf(key).toString('base64') },
  } as const
  const cipher = createCipheriv('aes-256-gcm', key.cipherKey, nonce)
  cipher.setAAD(Buffer.from(headText(header)))
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return {
    ...header,
    nonce: nonce.toString('base64'),
    text: sealed.toString('base64'),
    tag: cipher.getAuthTag().toString('base64'),
  }
}

/** Nothing where it is not what was sealed. */
export function unseal(sealed: SealedText, { cipherKey }: SealKey): string | undefined {
  try {
    const nonce = Buffer.from(sealed.nonce, 'base64')
    const decipher = createDecipheriv('aes-256-gcm', cipherKey, nonce, { authTagLength: 16 })
    decipher.setAAD(Buffer.from(headText(sealed)))
    decipher.setAuthTag(Buffer.from(sealed.tag, 'base64'))
    const text = [decipher.update(Buffer.from(sealed.text, 'base64')), decipher.final()]
    return Buffer.concat(text).toString('utf8')
  } catch {
    return undefined
  }
}

type Head = Omit<SealedText, 'nonce' | 'text' | 'tag'>

function headText({ version, kdf, N, r, p, salt, madeAt, check }: Head): string {
  return JSON.stringify([version, kdf, N, r, p, salt, madeAt, check])
}

function checkOf({ checkKey, salt }: SealKey): Buffer {
  return createHmac('sha256', checkKey).update('cryptobot passphrase').update(salt).digest()
}

async function derive(
  passphrase: string,
  origin: Pick<SealKey, 'cost' | 'salt' | 'madeAt'>,
): Promise<SealKey> {
  const { cost, salt } = origin
  // The same letters can be typed as different characters.
  const bytes = await scrypted(passphrase.normalize('NFKC'), salt, {
    ...cost,
    maxmem: 256 * cost.N * cost.r,
  })
  return {
    ...origin,
    cipherKey: bytes.subarray(0, KEY_BYTES),
    checkKey: bytes.subarray(KEY_BYTES),
  }
}

function scrypted(passphrase: string, salt: Buffer, options: ScryptOptions): Promise<Buffer> {
  return new Promise((resolve, reject) =>
    scrypt(passphrase, salt, 2 * KEY_BYTES, options, (error, bytes) =>
      error === null ? resolve(bytes) : reject(error),
    ),
  )
}
