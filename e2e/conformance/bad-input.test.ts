import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { temporaryFolder } from '../../app/storage/temporary-folder.fixture.ts'
import { testKeychain } from '../../build/desktop/test-keychain.fixture.ts'
import { CommandLine } from '../../main/cli/command-line.fixture.ts'
import { type FakeExchange, MAIN_ACCOUNT } from '../fake-exchange/fake-exchange.ts'
import { FAKES, type Fake } from './fakes.ts'

testKeychain()

const TIMEOUT_MS = 90_000
const NO_SUCH_SECRET = 'another-secret-of-mine-0001'

let profile = ''

beforeEach(() => {
  profile = temporaryFolder()
})

interface Options {
  readonly secret?: string
  readonly key?: string
  readonly url?: string
  readonly exchangeId?: string
  readonly mode?: string
  readonly symbol?: string
  readonly quantity?: string
  readonly price?: string
  readonly hasKeys?: boolean
}

interface Ended {
  readonly status: unknown
  readonly output: string
  readonly errors: string
}

/** Places an order, in a process of its own, as a person does. */
async function place(fake: Fake, url: string, options: Options = {}): Promise<Ended> {
  const { key = fake.apiKey, secret = fake.apiSecret, mode = 'testnet', hasKeys = true } = options
  const { symbol = 'BTC/USDT', quantity = '0.01', price = '29500' } = options
  const account = [
    '--profile',
    profile,
    '--mode',
    mode,
    '--exchange',
    options.exchangeId ?? fake.exchangeId,
  ]
  const address = url === '' ? [] : ['--exchange-url', url]
  const order = ['--symbol', symbol, '--side', 'buy', '--type', 'limit']
  const terms = ['--quantity', quantity, '--price', price]
  const command = new CommandLine(['place', ...account, ...address, ...order, ...terms], {
    environment: hasKeys ? environmentOf({ key, secret, passphrase: fake.passphrase }) : {},
  })
  const status = await command.status()
  const { output, errors } = command
  for (const text of [output, errors, ...filesIn(profile)]) {
    expect(text).not.toContain(secret)
    expect(text).not.toContain(key)
    if (fake.passphrase !== undefined) expect(text).not.toContain(fake.passphrase)
  }
  return { status, output, errors }
}

function environmentOf(keys: { key: string; secret: string; passphrase: string | undefined }) {
  const { key, secret, passphrase } = keys
  return {
    ...{ CRYPTOBOT_API_KEY: key, CRYPTOBOT_API_SECRET: secret },
    ...(passphrase !== undefined && { CRYPTOBOT_API_PASSPHRASE: passphrase }),
  }
}

function filesIn(directory: string): readonly string[] {
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'))
}

/** An exchange with a filled account. */
async function opened(
  fake: Fake,
): Promise<{ readonly exchange: FakeExchange; readonly url: string }> {
  const { exchange } = fake.make()
  onTestFinished(() => exchange.stop())
  const url = await exchange.start()
  exchange.engine.deposit(MAIN_ACCOUNT, 'USDT', '10000')
  exchange.market.setPrice('BTCUSDT', '30000')
  return { exchange, url }
}

/** A sentence of what happened, and one of what to do; no stack. */
function expectSentences(errors: string, ...words: readonly RegExp[]): void {
  for (const word of words) expect(errors).toMatch(word)
  expect(errors).not.toMatch(/^\s+at /m)
  expect(errors).not.toMatch(/undefined|\[object/)
}

describe.each(FAKES)('at $name', (fake) => {
  it('a good order is accepted', { timeout: TIMEOUT_MS }, async () => {
    const { exchange, url } = await opened(fake)
    const { status, output } = await place(fake, url)
    expect(status).toBe(0)
    expect(JSON.parse(output)).toMatchObject({ state: 'open', symbol: 'BTC/USDT' })
    expect(exchange.engine.state.orders.open()).toHaveLength(1)
  })

  it('a wrong secret opens no account', { timeout: TIMEOUT_MS }, async () => {
    const { url } = await opened(fake)
    const { status, errors } = await place(fake, url, { secret: NO_SUCH_SECRET })
    expect(status).toBe(1)
    expectSentences(errors, /could not be opened/, /Check the API key/)
  })

  it('a revoked key opens no account', { timeout: TIMEOUT_MS }, async () => {
    const { exchange, url } = await opened(fake)
    exchange.keys.revoke(fake.apiKey)
    const { status, errors } = await place(fake, url)
    expect(status).toBe(1)
    expectSentences(errors, /could not be opened: .*key/i, /Check the API key/)
  })

  it('a key that was revoked since the last order ends the next at once, in the exchange’s words', {
    timeout: TIMEOUT_MS,
  }, async () => {
    const { exchange, url } = await opened(fake)
    expect((await place(fake, url)).status).toBe(0)
    exchange.keys.revoke(fake.apiKey)
    const { status, output, errors } = await place(fake, url)
    expect(status).toBe(1)
    expect(output).toBe('')
    expectSentences(errors, /Nothing was sent: .*key/i, /cryptobot keys add/)
    expect(exchange.engine.state.orders.all()).toHaveLength(1)
  })

  it('a key that may only read is rejected in the exchange’s words', {
    timeout: TIMEOUT_MS,
  }, async () => {
    const { exchange, url } = await opened(fake)
    exchange.keys.restrict(fake.apiKey, ['read'])
    const { status, output, errors } = await place(fake, url)
    expect(status).toBe(2)
    expect(JSON.parse(output)).toMatchObject({ state: 'rejected' })
    expectSentences(errors, /permission/i)
    expect(exchange.engine.state.orders.all()).toEqual([])
  })

  it.each([
    ['a symbol that is not traded', { symbol: 'NO/SUCH' }, 2, /NO\/SUCH/],
    ['less than the market takes', { quantity: '0.0000001' }, 2, /quantity|smallest|least|step/],
    [
      'more than there is money for',
      { quantity: '5', price: '29000' },
      2,
      /USDT|balance|afford|cash/i,
    ],
  ] as const)(
    '%s is refused before it is sent',
    { timeout: TIMEOUT_MS },
    async (_, options, expected, words) => {
      const { exchange, url } = await opened(fake)
      const { status, errors } = await place(fake, url, options)
      expect(status).toBe(expected)
      expectSentences(errors, words)
      expect(exchange.engine.state.orders.all()).toEqual([])
    },
  )
})

describe('whichever exchange', () => {
  const [fake] = FAKES

  it.each([
    ['unknown', { exchangeId: 'nosuchexchange' }, 1, /nosuchexchange/],
    ['without a testnet', { exchangeId: 'kraken' }, 1, /kraken has no testnet/],
    ['without keys', { hasKeys: false }, 1, /no API keys.*\n.*keys add.*CRYPTOBOT_API_KEY/],
  ] as const)(
    'one that is %s is explained',
    { timeout: TIMEOUT_MS },
    async (_, options, expected, words) => {
      if (!fake) throw new Error('there is no fake exchange')
      const { status, errors } = await place(fake, '', options)
      expect(status).toBe(expected)
      expectSentences(errors, words)
    },
  )

  it('one that cannot be reached is said to be', { timeout: TIMEOUT_MS }, async () => {
    if (!fake) throw new Error('there is no fake exchange')
    const { exchange, url } = await opened(fake)
    await exchange.goAway()
    const { status, errors } = await place(fake, url)
    expect(status).toBe(1)
    expectSentences(errors, /cannot be reached|connection to/, /Check/)
  })
})
