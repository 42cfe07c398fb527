import { describe, expect, it } from 'vitest'
import { simulateOptions } from './options.ts'

describe('the arguments of the simulation', () => {
  it('take a count of seeds and the first one', () => {
    const options = simulateOptions(['--seeds', '1000000', '--from', '7000'])
    expect(options).toEqual({ kind: 'run', from: 7_000, count: 1_000_000, disabled: [] })
  })

  it('have defaults', () => {
    expect(simulateOptions([])).toEqual({ kind: 'run', from: 1, count: 2_000, disabled: [] })
  })

  it('replay a seed, without some faults', () => {
    const options = simulateOptions(['--seed', '7', '--without', 'crash,stale-read'])
    expect(options).toEqual({ kind: 'replay', seed: 7, disabled: ['crash', 'stale-read'] })
  })

  it.each([
    [['--seeds', '0'], 'whole number'],
    [['--seeds', 'many'], 'whole number'],
    [['--seeds', '1e3'], 'whole number'],
    [['--from', '-1'], "'--from"],
    [['--from', '4294967295', '--seeds', '2'], 'above'],
    [['--seed', '1', '--seeds', '2'], 'neither'],
    [['--without', 'weather'], 'no fault "weather"'],
    [['--loud'], 'Unknown option'],
    [['7000'], 'Unexpected argument'],
  ])('say what is wrong with %j', (args, problem) => {
    expect(simulateOptions(args)).toContain(problem)
  })
})
