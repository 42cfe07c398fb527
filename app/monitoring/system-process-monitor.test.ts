import { afterEach, beforeEach, expect, test } from 'vitest'
import { SystemProcessMonitor } from './system-process-monitor.ts'

let monitor: SystemProcessMonitor

beforeEach(() => {
  monitor = new SystemProcessMonitor()
})
afterEach(() => monitor.stop())

test('tells of a single time that the event loop was held up', async () => {
  await looked()
  const before = monitor.eventLoopDelayMs()
  holdUp(before + 1_000)
  // What lies between two looks may already have passed when the loop is held up.
  await expect.poll(() => monitor.eventLoopDelayMs()).toBeGreaterThan(before + 800)
})

test('tells what the process holds of the memory, of which its heap is a part', () => {
  const heapMiB = process.memoryUsage().heapUsed / 2 ** 20
  expect(monitor.memoryMiB()).toBeGreaterThan(heapMiB)
})

/** Once it looks, its looks come one after the other. */
async function looked(): Promise<void> {
  let beats = 0
  const timer = setInterval(() => {
    beats += 1
  }, 100)
  await expect.poll(() => beats).toBeGreaterThan(3)
  clearInterval(timer)
}

function holdUp(ms: number): void {
  const end = performance.now() + ms
  while (performance.now() < end) Math.random()
}
