import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ManualClock } from '../manual-clock.ts'
import { ClockOffset, readClock } from './clock-offset.ts'

describe('the clock of an exchange', () => {
  it('is read from the quickest answer, at the middle of its way', () => {
    const samples = [
      { sentAt: 0, receivedAt: 400, exchangeTime: 9_999 },
      { sentAt: 1_000, receivedAt: 1_040, exchangeTime: 6_020 },
      { sentAt: 2_000, receivedAt: 2_900, exchangeTime: 7_800 },
    ]
    expect(readClock(samples, 1)).toEqual({ offsetMs: 5_000, uncertaintyMs: 20, measuredAt: 1_040 })
  })

  it('told in whole seconds is taken in the middle of the second', () => {
    const samples = [{ sentAt: 0, receivedAt: 10, exchangeTime: 3_000 }]
    expect(readClock(samples, 1_000)).toMatchObject({ offsetMs: 3_494, uncertaintyMs: 504 })
  })

  it('is never further off than it says, whatever the ways there and back take', () => {
    const way = fc.integer({ min: 0, max: 5_000 })
    const samples = fc.array(fc.tuple(way, way), { minLength: 1, maxLength: 5 })
    fc.assert(
      fc.property(
        samples,
        fc.integer({ min: -1e7, max: 1e7 }),
        fc.constantFrom(1, 1_000),
        (ways, offset, resolution) => {
          const taken = ways.map(([there, back], index) => {
            const sentAt = index * 20_000
            const told = Math.floor((sentAt + there + offset) / resolution) * resolution
            return { sentAt, receivedAt: sentAt + there + back, exchangeTime: told }
          })
          const reading = readClock(taken, resolution)
          if (!reading) throw new Error('a reading is expected')
          const error = Math.abs(reading.offsetMs - offset)
          expect(error).toBeLessThanOrEqual(reading.uncertaintyMs + 1)
        },
      ),
    )
  })

  it('is not read from answers that came before they were asked for: our clock was set back', () => {
    expect(readClock([{ sentAt: 10, receivedAt: 5, exchangeTime: 7 }], 1)).toBeUndefined()
    expect(readClock([], 1)).toBeUndefined()
  })
})

function measured(answers: (number | Error | undefined)[] = []) {
  const clock = new ManualClock(1_000_000)
  let asked = 0
  const offset = new ClockOffset({
    clock,
    resolutionMs: 1,
    askTime: async () => {
      asked += 1
      const answer = answers.length > 0 ? answers.shift() : clock.now() + 5_000
      if (answer instanceof Error) throw answer
      return answer
    },
  })
  return { clock, offset, askedTimes: () => asked }
}

describe('our measure of it', () => {
  it('takes five questions, and gives the time by the exchange', async () => {
    const { clock, offset, askedTimes } = measured()
    expect(offset.exchangeNow()).toBe(1_000_000)
    expect((await offset.start()).ok).toBe(true)
    expect(askedTimes()).toBe(5)
    clock.advance(7)
    expect(offset.exchangeNow()).toBe(1_005_007)
  })

  it('is good with some answers missing, and stays as it was with all of them', async () => {
    const broken = new Error('x')
    const { clock, offset } = measured([broken, undefined, 1_005_000, broken, broken])
    expect(await offset.measure()).toMatchObject({ ok: true, value: { offsetMs: 5_000 } })
    clock.advance(20_000)
    const failing = measured([undefined, Number.NaN, broken, 1_005_000, 1_005_000])
    expect(await failing.offset.measure()).toEqual({
      ok: false,
      error: "The exchange's time is not known: Error.",
    })
    expect(failing.offset.reading.offsetMs).toBe(0)
  })

  it('is taken again after an hour, until it is stopped', async () => {
    const { clock, offset, askedTimes } = measured()
    await offset.start()
    clock.advance(3_600_000)
    await offset.measure()
    expect(askedTimes()).toBe(10)
    offset.stop()
    clock.advance(7_200_000)
    expect(askedTimes()).toBe(10)
  })

  it('is taken once for several complaints, and not again within ten seconds', async () => {
    const { clock, offset, askedTimes } = measured()
    await Promise.all([offset.measure(), offset.measure()])
    await offset.measure()
    expect(askedTimes()).toBe(5)
    clock.advance(10_000)
    await offset.measure()
    expect(askedTimes()).toBe(10)
  })
})

describe('the offset that is judged', () => {
  it('is known from the first measurement on, for three hours', async () => {
    const { clock, offset } = measured()
    expect(offset.offsetMs).toBeNull()
    await offset.measure()
    clock.advance(10_800_000)
    expect(offset.offsetMs).toBe(5_000)
    clock.advance(1)
    expect(offset.offsetMs).toBeNull()
  })

  it('is not known while our clock says that it is yet to be measured', async () => {
    const { offset, setBack } = measuredOn(1_000_000)
    await offset.measure()
    setBack(1)
    expect(offset.offsetMs).toBeNull()
  })

  it('is asked for again a minute after the exchange did not tell', async () => {
    const nothing = [undefined, undefined, undefined]
    const { clock, offset } = measured(nothing)
    expect((await offset.start()).ok).toBe(false)
    clock.advance(59_999)
    expect(offset.offsetMs).toBeNull()
    clock.advance(1)
    await offset.measure()
    expect(offset.offsetMs).toBe(5_000)
  })

  it('is not asked for again once it is stopped, not even while it is asked for', async () => {
    const { clock, offset, askedTimes } = measured([undefined, undefined, undefined])
    const started = offset.start()
    offset.stop()
    await started
    clock.advance(7_200_000)
    expect(askedTimes()).toBe(3)
  })
})

function measuredOn(now: number) {
  let time = now
  const clock = { now: () => time, schedule: () => () => undefined }
  const askTime = async () => time
  const offset = new ClockOffset({ clock, resolutionMs: 1, askTime })
  return { offset, setBack: (ms: number) => (time -= ms) }
}
