import type { CircuitBreaker } from '../circuit-breaker.ts'
import { fallPercent } from '../fall-percent.ts'
import { durationInWords, percentInWords } from '../reading-in-words.ts'

/** Equity that falls fast, whatever the reason: something is wrong with the market or with what trades in it. */
export const equityDrop: CircuitBreaker = {
  name: 'equity-drop',
  level: 'account',
  unit: 'percent',
  defaults: {
    isOn: true,
    threshold: 10,
    windowMs: 3_600_000,
    action: 'halt',
    isLatched: true,
    probeMs: 0,
  },
  looksBack: true,
  read: ({ equity, equityHighest }) => fallPercent(equityHighest, equity),
  isReached: (inputs, { threshold }) => !(equityDrop.read(inputs) < threshold),
  say: ({ equity, equityHighest }, { windowMs }) =>
    `equity is ${percentInWords(fallPercent(equityHighest, equity))} below its highest of the last ${durationInWords(windowMs ?? 0)}`,
}
