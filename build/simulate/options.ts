import { parseArgs } from 'node:util'
import { FAULT_KINDS, type FaultKind } from '../../app/simulation/fault-plan.ts'

export type SimulateOptions = RunOptions | ReplayOptions

export interface RunOptions {
  readonly kind: 'run'
  readonly from: number
  readonly count: number
  readonly disabled: readonly FaultKind[]
}

export interface ReplayOptions {
  readonly kind: 'replay'
  readonly seed: number
  readonly disabled: readonly FaultKind[]
}

const SEEDS_BY_DEFAULT = 2_000
/** Seeds are 32-bit numbers: a larger one would repeat a smaller one. */
const SEED_MAX = 2 ** 32 - 1

const USAGE = `Usage: npm run -s simulate -- [--seeds COUNT] [--from SEED] [--without FAULT,FAULT…]
       npm run -s simulate -- --seed SEED [--without FAULT,FAULT…]

Faults: ${FAULT_KINDS.join(', ')}`

/** What was asked for, or what is wrong with it. */
export function simulateOptions(args: readonly string[]): SimulateOptions | string {
  let values: ReturnType<typeof parsed>
  try {
    values = parsed(args)
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
  const disabled = faultsFrom(values.without)
  if (typeof disabled === 'string') return disabled
  if (values.seed !== undefined) {
    if (values.seeds !== undefined || values.from !== undefined) {
      return '--seed replays one seed: it goes with neither --seeds nor --from.'
    }
    const seed = wholeNumber('--seed', values.seed, 0)
    return typeof seed === 'string' ? seed : { kind: 'replay', seed, disabled }
  }
  const count = wholeNumber('--seeds', values.seeds ?? String(SEEDS_BY_DEFAULT), 1)
  if (typeof count === 'string') return count
  const from = wholeNumber('--from', values.from ?? '1', 0)
  if (typeof from === 'string') return from
  if (from + count - 1 > SEED_MAX) return `The last seed would be above ${SEED_MAX}.`
  return { kind: 'run', from, count, disabled }
}

/** What the user is told about bad arguments. */
export function setupProblemOf(problem: string): string {
  return `${problem}\n\n${USAGE}`
}

function parsed(args: readonly string[]) {
  const text = { type: 'string' } as const
  const options = { seeds: text, from: text, seed: text, without: text }
  return parseArgs({ args: [...args], options }).values
}

function wholeNumber(name: string, text: string, least: number): number | string {
  const value = Number(text)
  const isWhole = /^\d+$/.test(text) && value >= least && value <= SEED_MAX
  return isWhole
    ? value
    : `${name} takes a whole number from ${least} to ${SEED_MAX}, not "${text}".`
}

function faultsFrom(text: string | undefined): readonly FaultKind[] | string {
  const disabled: FaultKind[] = []
  for (const name of text?.split(',') ?? []) {
    const kind = FAULT_KINDS.find((one) => one === name)
    if (kind === undefined) return `There is no fault "${name}".`
    disabled.push(kind)
  }
  return disabled
}
