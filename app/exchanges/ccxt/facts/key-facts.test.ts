import { describe, expect, it } from 'vitest'
import { krakenKey } from './kraken-key.ts'
import { okxKey } from './okx-key.ts'

describe('what Kraken says of a key', () => {
  const said = (changes: object) =>
    krakenKey.read({
      error: [],
      result: { permissions: ['query-funds'], validUntil: '0', ipAllowlist: [], ...changes },
    })

  it('is when it ends, in seconds, or that it never does', () => {
    expect(said({})).toMatchObject({ value: { expiry: { kind: 'never' } } })
    expect(said({ validUntil: '1893456000' })).toMatchObject({
      value: { expiry: { kind: 'at', time: Date.UTC(2030, 0, 1) } },
    })
  })

  it.each(['withdraw-funds', 'add-withdraw-address', 'update-withdraw-address'])(
    'counts %s as withdrawing',
    (permission) => {
      expect(said({ permissions: [permission] })).toMatchObject({ value: { mayWithdraw: true } })
    },
  )

  it('is not guessed at', () => {
    expect(said({})).toMatchObject({
      value: { mayTrade: null, mayWithdraw: false, isBoundToAddresses: false },
    })
    expect(said({ ipAllowlist: ['203.0.113.7'] })).toMatchObject({
      value: { isBoundToAddresses: true },
    })
    expect(said({ validUntil: 'tomorrow' })).toMatchObject({ ok: false })
    expect(krakenKey.read({ error: [] })).toMatchObject({ ok: false })
  })
})

describe('what OKX says of a key', () => {
  const said = (perm: unknown, ip = '') => okxKey.read({ code: '0', data: [{ perm, ip }] })

  it('is what it may do, and from where', () => {
    expect(said('read_only,trade')).toEqual({
      ok: true,
      value: {
        expiry: { kind: 'unknown' },
        ...{ mayTrade: true, mayWithdraw: false, isBoundToAddresses: false },
      },
    })
    expect(said('read_only,trade,withdraw', '203.0.113.7')).toMatchObject({
      value: { mayWithdraw: true, isBoundToAddresses: true },
    })
  })

  it('is not guessed at', () => {
    expect(said(null)).toMatchObject({ ok: false })
    expect(okxKey.read({ code: '0', data: [] })).toMatchObject({ ok: false })
  })
})
