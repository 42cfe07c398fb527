import { describe, expect, it } from 'vitest'
import { Watch } from './watch.ts'
import type { WatchFinding } from './watch-report.ts'

const STALL_MS = 10_000
const LOOK_MS = 1_000

function watching() {
  let now = 1_000_000
  const findings: WatchFinding[] = []
  const watch = new Watch({
    stallMs: STALL_MS,
    lookMs: LOOK_MS,
    now: () => now,
    found: (finding) => findings.push(finding),
  })
  const pass = (ms: number) => {
    for (let passed = 0; passed < ms; passed += LOOK_MS) {
      now += LOOK_MS
      watch.look()
    }
  }
  const sleep = (ms: number) => {
    now += ms
  }
  const beat = (openOrders = 0) => watch.hear({ kind: 'beat', openOrders })
  return { watch, pass, sleep, beat, kinds: () => findings.map(({ kind }) => kind), findings }
}

describe('a process that is silent', () => {
  it('stands still when the time is up, which is said once', () => {
    const { pass, beat, kinds, findings } = watching()
    beat(2)
    pass(STALL_MS - LOOK_MS)
    expect(kinds()).toEqual([])
    pass(LOOK_MS)
    expect(findings).toMatchObject([{ kind: 'stalled', openOrders: 2 }])
    expect(findings[0]?.text).toBe('It has not moved for 10 s. 2 orders were open.')
    pass(5 * STALL_MS)
    expect(kinds()).toEqual(['stalled'])
  })

  it('works again when it is heard, and may stand still once more', () => {
    const { pass, beat, kinds, findings } = watching()
    pass(34_000)
    beat()
    expect(findings.at(-1)?.text).toBe('It works again after 34 s.')
    pass(STALL_MS)
    expect(kinds()).toEqual(['stalled', 'recovered', 'stalled'])
  })

  it('does not stand still when the machine slept', () => {
    const { watch, pass, sleep, kinds } = watching()
    sleep(3_600_000)
    watch.look()
    pass(STALL_MS - LOOK_MS)
    expect(kinds()).toEqual([])
    pass(LOOK_MS)
    expect(kinds()).toEqual(['stalled'])
  })
})

it('a process that beats is well', () => {
  const { pass, beat, kinds } = watching()
  for (let count = 0; count < 10; count += 1) {
    pass(STALL_MS - LOOK_MS)
    beat()
  }
  expect(kinds()).toEqual([])
})

describe('a connection that is gone', () => {
  it('is the end of a process, with what was open', () => {
    const { watch, beat, findings } = watching()
    beat(1)
    watch.end()
    watch.end()
    expect(findings).toMatchObject([{ kind: 'died', openOrders: 1 }])
    expect(findings[0]?.text).toContain('1 order was open.')
  })

  it('is expected after a goodbye', () => {
    const { watch, pass, kinds } = watching()
    watch.hear({ kind: 'goodbye' })
    pass(2 * STALL_MS)
    watch.end()
    expect(kinds()).toEqual([])
  })
})
