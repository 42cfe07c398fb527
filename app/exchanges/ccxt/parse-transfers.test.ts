import { describe, expect, it } from 'vitest'
import { money } from '../../domain/sample-market.fixture.ts'
import { parseTransfers } from './parse-transfers.ts'

const TRANSACTION = { id: '7', currency: 'USDT', amount: '5', timestamp: 1 }

function parsed(kind: 'deposit' | 'withdrawal', status: string) {
  const read = parseTransfers([{ ...TRANSACTION, status }], kind)
  if (!read.ok) throw new Error(read.error)
  return read.value
}

describe('a withdrawal', () => {
  it.each([
    ['ok', false],
    ['pending', true],
  ] as const)('that is %s is told', (status, isPending) => {
    const amount = money('-5')
    expect(parsed('withdrawal', status)).toMatchObject([{ kind: 'withdrawal', amount, isPending }])
  })

  it.each(['canceled', 'failed', 'rejected'])('that is %s is not', (status) => {
    expect(parsed('withdrawal', status)).toEqual([])
  })
})

describe('a deposit', () => {
  it('that is credited is told', () => {
    expect(parsed('deposit', 'ok')).toMatchObject([{ kind: 'deposit', isPending: false }])
  })

  it.each(['pending', 'processing', 'failed'])('that is %s is not', (status) => {
    expect(parsed('deposit', status)).toEqual([])
  })
})
