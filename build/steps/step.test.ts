import { expect, test, vi } from 'vitest'
import { oneCheck, runSteps } from './step.ts'

const output = vi.spyOn(console, 'log').mockImplementation(() => undefined)

test('runs the steps after a failed one, and ends with the counts alone on the last line', async () => {
  const exitCode = await runSteps([
    { name: 'format', run: () => Promise.resolve(oneCheck(false)) },
    { name: 'unit tests', run: () => Promise.resolve({ passed: 40, failed: 2 }) },
    { name: 'layers', run: () => Promise.resolve(oneCheck(true, 'a note')) },
  ])
  expect(exitCode).toBe(1)
  expect(output.mock.lastCall).toEqual(['41 passed, 3 failed'])
})

test('succeeds when every step did', async () => {
  expect(await runSteps([{ name: 'format', run: () => Promise.resolve(oneCheck(true)) }])).toBe(0)
  expect(output.mock.lastCall).toEqual(['1 passed, 0 failed'])
})
