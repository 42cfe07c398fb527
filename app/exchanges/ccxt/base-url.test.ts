import { describe, expect, it } from 'vitest'
import { overrideAddresses } from './base-url.ts'

const ADDRESSES = {
  public: 'https://api.example.com/api/v3',
  nested: { spot: 'https://{hostname}/v5', ws: { public: 'wss://stream.example.com:9443/ws' } },
  plain: 'https://api.example.com',
  number: 7,
  relative: 'v1/ping',
}

describe('a base URL', () => {
  it('replaces scheme, host and port everywhere, and keeps the paths', () => {
    expect(overrideAddresses(ADDRESSES, 'http://127.0.0.1:8123')).toEqual({
      ok: true,
      value: {
        public: 'http://127.0.0.1:8123/api/v3',
        nested: { spot: 'http://127.0.0.1:8123/v5', ws: { public: 'ws://127.0.0.1:8123/ws' } },
        plain: 'http://127.0.0.1:8123',
        number: 7,
        relative: 'v1/ping',
      },
    })
  })

  it('puts its own path in front', () => {
    const overridden = overrideAddresses(ADDRESSES, 'https://proxy.example.net/binance/')
    expect(overridden.ok && overridden.value).toMatchObject({
      public: 'https://proxy.example.net/binance/api/v3',
      nested: { ws: { public: 'wss://proxy.example.net/binance/ws' } },
    })
  })

  it('leaves the original as it was', () => {
    overrideAddresses(ADDRESSES, 'http://127.0.0.1:1')
    expect(ADDRESSES.public).toBe('https://api.example.com/api/v3')
  })

  it.each([
    '',
    'api.example.com',
    'ftp://example.com',
    'https://me:secret@example.com',
    'https://a.b/?x=1',
    'https://a.b/#x',
  ])('is refused when it is "%s"', (baseUrl) => {
    const result = overrideAddresses(ADDRESSES, baseUrl)
    expect(result.ok).toBe(false)
    expect(JSON.stringify(result)).not.toContain('secret')
  })
})
