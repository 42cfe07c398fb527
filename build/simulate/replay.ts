import { FAULT_KINDS, type FaultKind } from '../../app/simulation/fault-plan.ts'
import { simulate } from '../../app/simulation/simulation.ts'
import type { ReplayOptions } from './options.ts'

/** Runs one seed and prints everything that happened; with a broken one, what it takes to break it. */
export async function replay({ seed, disabled }: ReplayOptions): Promise<number> {
  const outcome = await simulate({ seed, disabled: new Set(disabled) })
  for (const line of outcome.history()) console.log(line)
  console.log(`\nfaults: ${outcome.faults.join(', ') || 'none'}`)
  console.log(`journal: ${outcome.hash}`)
  if (outcome.violation === null) {
    console.log(`seed ${seed}: nothing was broken`)
    return 0
  }
  const without = await needless(seed, disabled)
  const more = without.filter((kind) => !disabled.includes(kind))
  if (more.length > 0) {
    console.log('it breaks with fewer faults too:')
    console.log(`  npm run -s simulate -- --seed ${seed} --without ${without.join(',')}`)
  }
  console.log(`seed ${seed}: ${outcome.violation}`)
  return 1
}

/** Takes fault after fault away, and leaves out those without which the seed still breaks something. */
async function needless(
  seed: number,
  disabled: readonly FaultKind[],
): Promise<readonly FaultKind[]> {
  let without = disabled
  for (const kind of FAULT_KINDS) {
    if (without.includes(kind)) continue
    const { violation } = await simulate({ seed, disabled: new Set([...without, kind]) })
    if (violation !== null) without = [...without, kind]
  }
  return without
}
