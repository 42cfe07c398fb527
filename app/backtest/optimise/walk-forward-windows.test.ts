import { expect, it } from 'vitest'
import { walkForwardWindows } from './walk-forward-windows.ts'

it('rolls: each window learns from as many candles, and is tested on those that follow', () => {
  const windows = walkForwardWindows(100, { mode: 'rolling', windows: 3, ratio: 2 })
  expect(windows.ok && windows.value).toEqual([
    { inSample: [0, 40], outOfSample: [40, 60] },
    { inSample: [20, 60], outOfSample: [60, 80] },
    { inSample: [40, 80], outOfSample: [80, 100] },
  ])
})

it('is anchored: each window learns from all before it', () => {
  const windows = walkForwardWindows(11, { mode: 'anchored', windows: 2, ratio: 3 })
  expect(windows.ok && windows.value).toEqual([
    { inSample: [0, 7], outOfSample: [7, 9] },
    { inSample: [0, 9], outOfSample: [9, 11] },
  ])
})

it('refuses more windows than there are candles for', () => {
  const windows = walkForwardWindows(7, { mode: 'rolling', windows: 5, ratio: 3 })
  expect(windows.ok ? '' : windows.error).toBe('7 candles are too few for 5 windows')
})
