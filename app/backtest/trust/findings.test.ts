import { describe, expect, it } from 'vitest'
import type { CostRun } from '../../contract/backtest-findings.ts'
import { money } from '../../domain/sample-market.fixture.ts'
import type { RoundTrip } from '../../portfolio/round-trips.ts'
import { provingCandles } from '../../strategy/proving-candles.ts'
import { smaCross } from '../../strategy/strategies/sma-cross.ts'
import { costsFinding } from './costs-finding.ts'
import { gapsFinding } from './gaps-finding.ts'
import { sampleFinding } from './sample-finding.ts'
import { lookaheadFinding, warmUpFinding } from './strategy-findings.ts'
import { trustOf } from './trust-of.ts'

function runsWith(returns: readonly number[]): readonly CostRun[] {
  return returns.map((totalReturn, factor) => ({
    ...{ factor, totalReturn, maxDrawdown: 0, sharpe: null, trades: 2 },
  }))
}

function tripsOf(profits: readonly string[]): readonly RoundTrip[] {
  return profits.map((profit) => ({
    ...{ botId: 'bot1', symbol: 'BTC/USDT', openedAt: 0, closedAt: 1 },
    ...{ cost: money('100'), profit: money(profit) },
  }))
}

describe('costs', () => {
  it('pass when twice as much still leaves something', () => {
    const finding = costsFinding(runsWith([0.3, 0.2, 0.1, -0.01]))
    expect(finding.verdict).toBe('passed')
    expect(finding.message).toContain('at twice the costs 10.00 %, at three times -1.00 %')
  })

  it('are a caution when twice as much leaves nothing', () => {
    const finding = costsFinding(runsWith([0.3, 0.1, 0, -0.1]))
    expect([finding.verdict, finding.message]).toEqual([
      'caution',
      expect.stringContaining('twice as much'),
    ])
  })

  it('are a caution when they eat all that was earned', () => {
    expect(costsFinding(runsWith([0.1, -0.1, -0.2, -0.3])).message).toContain('eaten by costs')
  })
})

describe('gaps', () => {
  it('pass when there are none', () => {
    expect(gapsFinding([], 100).verdict).toBe('passed')
  })

  it('are named, the largest first', () => {
    const gaps = [1, 5, 2, 3].map((missing, day) => {
      const after = Date.UTC(2024, 0, 1 + day)
      return { after, before: after + (missing + 1) * 60_000, missing }
    })
    const { verdict, message } = gapsFinding(gaps, 100)
    expect(verdict).toBe('caution')
    expect(message).toContain('11 candles are missing in 4 gaps: the largest 5 after 2024-01-02')
    expect(message).toContain('9.9 % of the range')
  })
})

describe('the sample', () => {
  it('passes with thirty round trips of which none earned it all', () => {
    const trips = tripsOf(Array.from({ length: 30 }, (_, index) => `${(index % 5) - 1}`))
    expect(sampleFinding(trips).verdict).toBe('passed')
  })

  it('is a caution with fewer, and with one that earned most of it', () => {
    expect(sampleFinding(tripsOf(Array.from({ length: 29 }, () => '1'))).verdict).toBe('caution')
    const lucky = tripsOf(Array.from({ length: 30 }, (_, index) => (index === 7 ? '30' : '1')))
    expect(sampleFinding(lucky)).toMatchObject({
      verdict: 'caution',
      message: expect.stringContaining('earned 51 %'),
    })
  })
})

describe('the strategy', () => {
  const parameters = { fast: 5, slow: 20 }
  const candles = provingCandles(100)

  it('passes when it knows nothing of what comes', () => {
    expect(lookaheadFinding(smaCross, parameters, candles).verdict).toBe('passed')
    expect(warmUpFinding(smaCross, parameters, candles).verdict).toBe('passed')
  })

  it('fails when it does, with what it said', () => {
    let runs = 0
    const create = () => {
      runs += 1
      const kind = runs > 1 ? ('enter' as const) : ('nothing' as const)
      const evaluate = () => ({ kind, reason: { code: 'x', text: 'a hunch' } })
      return { evaluate, lines: () => [] }
    }
    const finding = lookaheadFinding({ ...smaCross, create }, parameters, candles)
    expect(finding.verdict).toBe('failed')
    expect(finding.message).toContain('it says "nothing (a hunch)" and then "enter (a hunch)"')
  })

  it('is a caution when there is too little to warm it up', () => {
    expect(warmUpFinding(smaCross, parameters, candles.slice(0, 20)).verdict).toBe('caution')
  })
})

it('trust is as good as the worst finding', () => {
  const of = (verdict: 'passed' | 'caution' | 'failed') => ({
    ...{ check: 'costs' as const, title: '', message: '', verdict },
  })
  expect(trustOf([], []).verdict).toBe('passed')
  expect(trustOf([of('passed'), of('caution')], []).verdict).toBe('caution')
  expect(trustOf([of('failed'), of('caution')], []).verdict).toBe('failed')
})
