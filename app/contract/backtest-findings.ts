import { z } from 'zod'
import { label, sentence } from './values.ts'

/** What is asked of a result before it is believed. */
export const FINDING_CHECKS = [
  'lookahead',
  'warm-up',
  'costs',
  'gaps',
  'repair',
  'sample',
  'inside-candles',
] as const

/** passed: nothing against it. caution: it weakens the result. failed: the result is worth nothing. */
export const FINDING_VERDICTS = ['passed', 'caution', 'failed'] as const

/** One thing that says how far a result can be trusted, in plain words. */
export const backtestFinding = z.object({
  check: z.enum(FINDING_CHECKS),
  verdict: z.enum(FINDING_VERDICTS),
  title: label,
  message: sentence,
})
export type BacktestFinding = z.infer<typeof backtestFinding>

/** The same run with its costs multiplied. */
export const costRun = z.object({
  factor: z.number(),
  totalReturn: z.number(),
  maxDrawdown: z.number(),
  sharpe: z.number().nullable(),
  trades: z.number().int(),
})
export type CostRun = z.infer<typeof costRun>

/** How far a result can be trusted: the worst of the findings, in one sentence, and all of them. */
export const backtestTrust = z.object({
  verdict: z.enum(FINDING_VERDICTS),
  summary: sentence,
  findings: z.array(backtestFinding),
  /** At 0, 1, 2 and 3 times the costs. */
  costRuns: z.array(costRun),
})
export type BacktestTrust = z.infer<typeof backtestTrust>
