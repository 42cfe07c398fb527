import { BadSymbol, DDoSProtection, ExchangeError, OnMaintenance, OperationFailed } from 'ccxt'
import { describe, expect, it } from 'vitest'
import { classifyError, failureProblem } from './exchange-failure.ts'

const NOW = Date.UTC(2025, 0, 1, 12)

describe('what an exchange answered', () => {
  it.each([
    ['17', 17_000],
    ['Wed, 01 Jan 2025 12:02:00 GMT', 120_000],
    ['99999999', 3 * 86_400_000],
    ['soon', 30_000],
    ['', 30_000],
  ])('"slow down" with Retry-After "%s" means %d ms', (value, retryAfterMs) => {
    const failure = classifyError(new DDoSProtection('x'), { 'Retry-After': value }, NOW)
    expect(failure).toMatchObject({ kind: 'slow-down', retryAfterMs })
  })

  it('"slow down" without a header means half a minute', () => {
    expect(classifyError(new DDoSProtection('x'), undefined, NOW).retryAfterMs).toBe(30_000)
    expect(classifyError(new DDoSProtection('x'), {}, NOW).retryAfterMs).toBe(30_000)
  })

  it.each([
    [new OnMaintenance('x'), 'unreachable', 'is under maintenance'],
    [new OperationFailed('x'), 'unreachable', 'is not available at present'],
    [new BadSymbol('x'), 'refused', 'refused the request'],
    [new ExchangeError('x'), 'refused', 'refused the request'],
    [new TypeError('x'), 'misunderstood', 'sent an answer that Cryptobot does not understand'],
    ['x', 'misunderstood', 'sent an answer that Cryptobot does not understand'],
  ])('%s is sorted', (error, kind, what) => {
    expect(classifyError(error, {}, NOW)).toEqual({ kind, what, retryAfterMs: 0 })
  })

  it('is told with what to do about it', () => {
    const problem = failureProblem('Kraken', classifyError(new TypeError('x'), {}, NOW))
    expect(problem.code).toBe('exchange-misunderstood')
    expect(problem.message).toBe('Kraken sent an answer that Cryptobot does not understand.')
    expect(problem.action).toContain('base URL')
  })
})
