import type { CircuitBreaker } from '../circuit-breaker.ts'
import { durationInWords, percentInWords } from '../reading-in-words.ts'

/** A price that jumps, up or down: news, or an error of the exchange. Entering waits until it is calm. */
export const priceJump: CircuitBreaker = {
  name: 'price-jump',
  level: 'account',
  unit: 'percent',
  defaults: {
    isOn: true,
    threshold: 10,
    windowMs: 60_000,
    action: 'reduce',
    isLatched: false,
    probeMs: 300_000,
  },
  looksBack: true,
  read: ({ priceLowest, priceHighest }) => ((priceHighest - priceLowest) / priceLowest) * 100,
  isReached: (inputs, { threshold }) => !(priceJump.read(inputs) < threshold),
  say: ({ priceLowest, priceHighest }, { windowMs }) =>
    `the price moved by ${percentInWords(((priceHighest - priceLowest) / priceLowest) * 100)} within ${durationInWords(windowMs ?? 0)}`,
}
