import { describe, expect, it, onTestFinished } from 'vitest'
import { FAKES } from './fakes.ts'
import { openFakeAccount } from './open-fake-account.ts'

const ENDS_AT = Date.UTC(2027, 1, 3, 4, 5, 6)

describe.each(FAKES)('the key at a fake $name', (fake) => {
  const opened = async () => {
    const account = await openFakeAccount(fake)
    onTestFinished(account.close)
    return account
  }

  it('ends when the exchange says so, trades, and works from everywhere', async () => {
    const { client, exchange } = await opened()
    exchange.keys.endAt(fake.apiKey, ENDS_AT)
    expect(await client.fetchKey()).toEqual({
      ok: true,
      value: {
        expiry: fake.tellsKeyExpiry ? { kind: 'at', time: ENDS_AT } : { kind: 'unknown' },
        ...{ mayTrade: true, mayWithdraw: false, isBoundToAddresses: false },
      },
    })
  })

  it('is bound, only reads, or may withdraw', async () => {
    const { client, exchange } = await opened()
    exchange.keys.bind(fake.apiKey, ['203.0.113.7'])
    exchange.keys.restrict(fake.apiKey, ['read'])
    const bound = { mayTrade: false, mayWithdraw: false, isBoundToAddresses: true }
    expect(await client.fetchKey()).toMatchObject({ value: bound })
    exchange.keys.restrict(fake.apiKey, ['read', 'trade', 'withdraw'])
    expect(await client.fetchKey()).toMatchObject({ value: { mayWithdraw: true } })
  })

  it('is not known, with the exchange’s words, where it is revoked or the exchange is away', async () => {
    const { client, exchange } = await opened()
    exchange.keys.revoke(fake.apiKey)
    expect(await client.fetchKey()).toMatchObject({
      ok: false,
      error: expect.stringContaining(fake.name),
      isKeyRefused: true,
    })
    await exchange.goAway()
    expect(await client.fetchKey()).toMatchObject({ ok: false })
  })

  it('is not known where the answer has another form', async () => {
    const { client, exchange } = await opened()
    const { path, body } = KEY_QUESTIONS[fake.exchangeId] ?? {}
    exchange.failWith({ kind: 'answer', status: 200, body }, path)
    expect(await client.fetchKey()).toMatchObject({
      ok: false,
      error: expect.stringContaining('unexpected form'),
    })
  })
})

/** Where the key is asked for, and a good answer that says nothing of it. */
const KEY_QUESTIONS: Readonly<Record<string, { readonly path: string; readonly body: unknown }>> = {
  binance: { path: '/sapi/v1/account/apiRestrictions', body: {} },
  bybit: { path: '/v5/user/query-api', body: { retCode: 0, retMsg: '', result: {} } },
  okx: { path: '/api/v5/account/config', body: { code: '0', msg: '', data: [] } },
}
