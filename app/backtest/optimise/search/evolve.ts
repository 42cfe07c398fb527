import { DescendingSortingStrategy, DummyPhenomeCache, GeneticSearch } from 'genetic-search'
import type { StrategyParameters } from '../../../strategy/strategy.ts'
import type { ParameterSpace } from '../parameter-space.ts'
import { SeededDice } from './seeded-dice.ts'

/** Half of a generation survives; of what is new, half has two parents, and half is one that was changed. */
const RATES = { survivalRate: 0.5, crossoverRate: 0.5 } as const
const POPULATION_MAX = 50
const GENERATIONS = 10
const TOURNAMENT = 3
const TRIES_MAX = 1_000

interface Genome {
  readonly id: number
  readonly places: readonly number[]
}

/** The worth of each set, in their order; higher is better. */
export type Rate = (sets: readonly StrategyParameters[]) => Promise<readonly number[]>

export interface EvolutionPlan {
  readonly space: ParameterSpace
  /** About so many sets are tried, fewer when the good ones come up again. */
  readonly count: number
  readonly seed: number
}

/** Generation after generation, the better sets are crossed and changed. Every throw of the dice follows from the seed. */
export async function evolve({ space, count, seed }: EvolutionPlan, rate: Rate): Promise<void> {
  const dice = new SeededDice(seed)
  const breed = breeding(space, dice)
  const populationSize = Math.max(4, Math.min(POPULATION_MAX, Math.ceil(count / GENERATIONS)))
  const search = new GeneticSearch<Genome>(
    { populationSize, ...RATES },
    {
      populate: {
        populate: (size, ids) =>
          Array.from({ length: size }, () => ({ id: ids.nextId(), places: breed.fresh() })),
      },
      phenome: {
        collect: async (population) => {
          const rated = await rate(population.map(({ places }) => breed.setOf(places)))
          return rated.map((value) => [value])
        },
      },
      fitness: { score: (rows) => rows.map(([value]) => value ?? Number.NEGATIVE_INFINITY) },
      crossover: {
        cross: ([mother, father], id) => ({ id, places: breed.crossed(mother, father) }),
      },
      mutation: { mutate: ({ places }, id) => ({ id, places: breed.mutated(places) }) },
      selection: {
        selectForCrossover: (rated, size) =>
          Array.from({ length: size }, () => [winner(rated, dice), winner(rated, dice)]),
        selectForMutation: (rated, size) => Array.from({ length: size }, () => winner(rated, dice)),
      },
      sorting: new DescendingSortingStrategy(),
      cache: new DummyPhenomeCache(),
    },
  )
  const bred = Math.round(populationSize * (1 - RATES.survivalRate))
  const generations = 1 + Math.max(0, Math.ceil((count - populationSize) / bred))
  await search.fit({ generationsCount: generations })
}

/** The best of a few that were drawn: those that are sorted first. */
function winner(rated: readonly { readonly genome: Genome }[], dice: SeededDice): Genome {
  const place = Math.min(...Array.from({ length: TOURNAMENT }, () => dice.below(rated.length)))
  const chosen = rated[place]?.genome
  if (chosen === undefined) throw new RangeError('there is nobody to choose from')
  return chosen
}

function breeding(space: ParameterSpace, dice: SeededDice) {
  const fresh = () => space.axes.map(({ values }) => dice.below(values.length))
  /** The first that the strategy takes; what it refuses is no child. */
  const sound = (make: () => readonly number[]): readonly number[] => {
    for (let attempt = 0; attempt < TRIES_MAX; attempt += 1) {
      const places = make()
      if (space.at(places) !== undefined) return places
    }
    throw new RangeError('the strategy refuses nearly all sets of the space')
  }
  return {
    fresh: () => sound(fresh),
    crossed: (mother?: Genome, father?: Genome) =>
      sound(() =>
        space.axes.map(({ values }, axis) => {
          const from = dice.below(2) === 0 ? mother : father
          return from?.places[axis] ?? dice.below(values.length)
        }),
      ),
    /** One place moves, by a step or two as a rule, now and then anywhere. */
    mutated: (places: readonly number[]) =>
      sound(() => {
        const moved = dice.below(space.axes.length)
        return places.map((place, axis) => {
          if (axis !== moved) return place
          const last = (space.axes[axis]?.values.length ?? 1) - 1
          if (dice.below(5) === 0) return dice.below(last + 1)
          return Math.min(last, Math.max(0, place + dice.below(5) - 2))
        })
      }),
    setOf: (places: readonly number[]): StrategyParameters => {
      const set = space.at(places)
      if (set === undefined) throw new RangeError('a set that was refused was bred')
      return set
    },
  }
}
