import type { Clock } from '../../app/ports/clock.ts'

/** Real time, so many times faster: what takes an exchange seconds takes a test a moment. */
export function scaledClock(speed: number, start = Date.now()): Clock {
  return {
    now: () => Math.floor(start + (Date.now() - start) * speed),
    schedule: (delayMs, callback) => {
      const timer = setTimeout(callback, delayMs / speed)
      return () => clearTimeout(timer)
    },
  }
}
