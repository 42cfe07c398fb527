import { describe, expect, it } from 'vitest'
import { bitgetKey } from './bitget-key.ts'
import { coinbaseKey } from './coinbase-key.ts'
import { gateKey } from './gate-key.ts'
import { krakenKey } from './kraken-key.ts'
import { kucoinKey } from './kucoin-key.ts'
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

describe('what Coinbase says of a key', () => {
  const said = (changes: object) =>
    coinbaseKey.read({ can_view: true, can_trade: true, can_transfer: false, ...changes })

  it('is what it may do, and nothing else', () => {
    expect(said({})).toEqual({
      ok: true,
      value: {
        expiry: { kind: 'unknown' },
        ...{ mayTrade: true, mayWithdraw: false, isBoundToAddresses: null },
      },
    })
    expect(said({ can_transfer: true })).toMatchObject({ value: { mayWithdraw: true } })
    expect(said({ can_trade: 'yes' })).toMatchObject({ ok: false })
  })
})

describe('what KuCoin says of a key', () => {
  const said = (permission: unknown, ipWhitelist = '') =>
    kucoinKey.read({ code: '200000', data: { permission, ipWhitelist } })

  it('is what it may do, and from where', () => {
    expect(said('General,Spot')).toMatchObject({
      value: { mayTrade: true, mayWithdraw: false, isBoundToAddresses: false },
    })
    expect(said('General', '203.0.113.7')).toMatchObject({
      value: { mayTrade: false, isBoundToAddresses: true },
    })
    expect(said(null)).toMatchObject({ ok: false })
  })

  it.each(['General,Spot,Transfer', 'General, Withdrawal', 'Withdraw'])(
    'counts %s as withdrawing',
    (permission) => {
      expect(said(permission)).toMatchObject({ value: { mayWithdraw: true } })
    },
  )

  it('does not take a transfer within the account for a withdrawal', () => {
    expect(said('General,InnerTransfer')).toMatchObject({ value: { mayWithdraw: false } })
  })
})

describe('what Bitget and Gate say of a key', () => {
  it('is from where it works, and what it may do is not guessed at', () => {
    const unknown = { expiry: { kind: 'unknown' }, mayTrade: null, mayWithdraw: null }
    const unbound = { ok: true, value: { ...unknown, isBoundToAddresses: false } }
    expect(bitgetKey.read({ code: '00000', data: { ips: '' } })).toEqual(unbound)
    expect(gateKey.read({ user_id: 1, ip_whitelist: [] })).toEqual(unbound)
    expect(bitgetKey.read({ data: { ips: '203.0.113.7' } })).toMatchObject({
      value: { isBoundToAddresses: true },
    })
    expect(gateKey.read({ ip_whitelist: ['203.0.113.7'] })).toMatchObject({
      value: { isBoundToAddresses: true },
    })
    expect(bitgetKey.read({ data: null })).toMatchObject({ ok: false })
    expect(gateKey.read({ ip_whitelist: 'all' })).toMatchObject({ ok: false })
  })
})
