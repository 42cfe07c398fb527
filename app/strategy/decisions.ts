import type { Signal, TargetWeight } from '../domain/decision.ts'

/** Made once and reused: two decisions with the same reason are the same. */
export function nothing(code: string, text: string): Signal {
  return { kind: 'nothing', reason: { code, text } }
}

export function enter(code: string, text: string): Signal {
  return { kind: 'enter', reason: { code, text } }
}

export function exit(code: string, text: string): Signal {
  return { kind: 'exit', reason: { code, text } }
}

/** To hold so much of the budget, give or take the tolerance: both from 0 to 1. */
export function hold(
  { weight, tolerance }: Pick<TargetWeight, 'weight' | 'tolerance'>,
  code: string,
  text: string,
): TargetWeight {
  return { kind: 'target-weight', weight, tolerance, reason: { code, text } }
}

/** A value of an indicator as it is plotted: NaN stands for none yet. */
export function plotted(value: number): number | null {
  return Number.isNaN(value) ? null : value
}
