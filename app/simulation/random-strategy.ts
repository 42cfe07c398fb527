import { z } from 'zod'
import type { Signal } from '../domain/decision.ts'
import { randomAt } from '../exchanges/seeded-random.ts'
import { hold } from '../strategy/decisions.ts'
import type { Strategy, StrategyDefinition, StrategyParameters } from '../strategy/strategy.ts'

const NOTHING = decision('nothing', 'no wish')
const ENTER = decision('enter', 'in the mood to buy')
const EXIT = decision('exit', 'in the mood to sell')

const SHARES = [0, 0.2, 0.5, 1].map((weight) =>
  hold({ weight, tolerance: 0.02 }, 'random-hold', 'in the mood to hold a share'),
)

/** Wants something every other candle, the same thing however often it is asked about one. */
export const RANDOM_STRATEGY: StrategyDefinition = {
  id: 'random',
  name: 'Random',
  description: 'Buys and sells at random.',
  fields: [],
  lines: [],
  orderings: [],
  decides: 'signals',
  parameters: z.record(z.string(), z.number()),
  warmUpCandles: () => 0,
  create: moody,
}

function moody(parameters: StrategyParameters): Strategy {
  const { seed = 0, stream = 0 } = parameters
  return {
    evaluate: ({ openTime, holdsPosition }) => {
      const mood = randomAt(seed, stream, openTime / 60_000)
      if (mood < 0.4) return NOTHING
      if (mood < 0.65) return ENTER
      if (mood > 0.9) return SHARES[Math.floor((mood - 0.9) * 10 * SHARES.length)] ?? NOTHING
      return holdsPosition ? EXIT : NOTHING
    },
    lines: () => [],
  }
}

function decision(kind: Signal['kind'], text: string): Signal {
  return { kind, reason: { code: `random-${kind}`, text } }
}
