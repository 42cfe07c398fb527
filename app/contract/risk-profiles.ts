import { z } from 'zod'
import type { BreakerName, BreakerSetting } from '../domain/breaker.ts'
import type { LimitsView } from './risk-view.ts'

const RISK_PROFILE_NAMES = ['careful', 'balanced', 'bold'] as const
export const riskProfile = z.enum(RISK_PROFILE_NAMES)
export type RiskProfileName = z.infer<typeof riskProfile>

type ProfileLimit =
  | 'positionPercentMax'
  | 'exposurePercentMax'
  | 'reservePercent'
  | 'collarPercentMax'
  | 'ordersPerMinuteMax'
type ProfileBreaker = Extract<BreakerName, 'daily-loss' | 'drawdown' | 'loss-streak'>

/** How much may be at stake, in one word: an account's limits, and when its breakers trip. */
export interface RiskProfile {
  readonly word: string
  readonly text: string
  readonly limits: Readonly<Record<ProfileLimit, number>>
  readonly breakers: Readonly<Record<ProfileBreaker, Pick<BreakerSetting, 'threshold' | 'action'>>>
}

export const RISK_PROFILES: Readonly<Record<RiskProfileName, RiskProfile>> = {
  careful: {
    word: 'Careful',
    text: 'Small positions, most of the money stays cash, and little has to be lost before bots are held back.',
    limits: {
      positionPercentMax: 10,
      exposurePercentMax: 30,
      reservePercent: 50,
      collarPercentMax: 2,
      ordersPerMinuteMax: 10,
    },
    breakers: {
      'daily-loss': { threshold: 2, action: 'reduce' },
      drawdown: { threshold: 8, action: 'halt' },
      'loss-streak': { threshold: 4, action: 'halt' },
    },
  },
  balanced: {
    word: 'Balanced',
    text: 'A quarter of the money in one market at most, and a bad day ends before it becomes a bad month.',
    limits: {
      positionPercentMax: 25,
      exposurePercentMax: 60,
      reservePercent: 20,
      collarPercentMax: 5,
      ordersPerMinuteMax: 20,
    },
    breakers: {
      'daily-loss': { threshold: 4, action: 'reduce' },
      drawdown: { threshold: 15, action: 'halt' },
      'loss-streak': { threshold: 6, action: 'halt' },
    },
  },
  bold: {
    word: 'Bold',
    text: 'Half of the money in one market, nearly all of it at work. A third of it can be gone before trading halts.',
    limits: {
      positionPercentMax: 50,
      exposurePercentMax: 95,
      reservePercent: 5,
      collarPercentMax: 10,
      ordersPerMinuteMax: 60,
    },
    breakers: {
      'daily-loss': { threshold: 8, action: 'reduce' },
      drawdown: { threshold: 30, action: 'halt' },
      'loss-streak': { threshold: 10, action: 'warn' },
    },
  },
}

/** An account's limits with those of a profile in place of its own; what the profile says nothing about stays. */
export function limitsOfProfile(name: RiskProfileName, before: LimitsView): LimitsView {
  return { ...before, ...RISK_PROFILES[name].limits }
}
