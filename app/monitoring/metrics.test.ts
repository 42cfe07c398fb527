import { describe, expect, it } from 'vitest'
import { failure, success } from '../domain/result.ts'
import { StoreError } from '../ports/store-error.ts'
import { Metrics } from './metrics.ts'

/** Time goes on by so much with every look at the stopwatch. */
function measuring(stepMs = 1) {
  const warnings: string[] = []
  let now = 0
  const metrics = new Metrics({
    stopwatch: () => {
      now += stepMs
      return now
    },
    warn: (text) => warnings.push(text),
  })
  const figures = () => {
    const [first] = metrics.operations()
    if (first === undefined) throw new Error('nothing is measured')
    return first
  }
  const pass = (ms: number) => {
    now += ms
  }
  return { metrics, measured: metrics.measured, warnings, figures, pass }
}

describe('a measured operation', () => {
  it('takes and gives what it did, and is counted', () => {
    const { measured, figures } = measuring(3)
    const sum = measured('test.sum', (a: number, b: number) => a + b)
    expect([sum(1, 2), sum(3, 4)]).toEqual([3, 7])
    expect(figures()).toMatchObject({ operation: 'test.sum', count: 2, totalMs: 6, maxMs: 3 })
    expect(figures().errors.size).toBe(0)
  })

  it('throws what it threw, and the kind is counted', () => {
    const { measured, figures } = measuring()
    const full = new StoreError('full', 'The disk is full.', 'Free some space.')
    const write = measured('test.write', (error: unknown) => {
      throw error
    })
    expect(() => write(full)).toThrow(full)
    expect(() => write(new RangeError('too far'))).toThrow('too far')
    expect(() => write(new RangeError('again'))).toThrow('again')
    expect([...figures().errors]).toEqual([
      ['store-full', 1],
      ['RangeError', 2],
    ])
    expect(figures().count).toBe(3)
  })

  it('lasts until its promise is settled', async () => {
    const { measured, figures, pass } = measuring()
    let settle: (value: string) => void = () => undefined
    const ask = measured('test.ask', () => new Promise<string>((resolve) => (settle = resolve)))
    const answer = ask()
    pass(500)
    expect(figures().count).toBe(0)
    settle('yes')
    expect(await answer).toBe('yes')
    expect(figures()).toMatchObject({ count: 1, maxMs: 501 })
  })

  it('rejects as it did', async () => {
    const { measured, figures } = measuring()
    const error = new TypeError('no')
    const ask = measured('test.ask', () => Promise.reject(error))
    await expect(ask()).rejects.toBe(error)
    expect([...figures().errors]).toEqual([['TypeError', 1]])
  })

  it('that answers with a failure counts as failed, by its kind', async () => {
    const { measured, figures } = measuring()
    const give = measured('test.give', (value: unknown) => value)
    const ask = measured('test.give', async (value: unknown) => value)
    for (const value of [success(1), null, undefined, 'text', { ok: 'false' }]) give(value)
    give(failure({ kind: 'refused', reason: 'no' }))
    give(failure({ code: 'no-market', message: '', action: '' }))
    await ask(failure('it did not answer'))
    await ask(failure(Object.assign(new Error('late'), { name: 'RequestTimeout' })))
    expect([...figures().errors.keys()]).toEqual([
      'refused',
      'no-market',
      'failed',
      'RequestTimeout',
    ])
    expect(figures().count).toBe(9)
  })

  it('has no more kinds of errors than it is good to look at', () => {
    const { measured, figures } = measuring()
    const give = measured('test.give', (code: string) => failure({ code }))
    for (let code = 0; code < 100; code += 1) give(`code-${code}`)
    expect(figures().errors.size).toBe(21)
    expect(figures().errors.get('other')).toBe(80)
  })
})

it('counts operations of one name together', () => {
  const { metrics, measured } = measuring()
  measured('test.same', () => 1)()
  measured('test.same', () => 2)()
  expect(metrics.operations().map(({ operation, count }) => [operation, count])).toEqual([
    ['test.same', 2],
  ])
})

describe('a slow call', () => {
  it('is said, with how long it took', () => {
    const { measured, warnings } = measuring(250)
    measured('ledger.book-fill', () => undefined)()
    expect(warnings).toEqual(['ledger.book-fill took 250 ms, slow from 250 ms on'])
  })

  it('is not said below the limit of its operation', () => {
    const { measured, warnings } = measuring(249)
    measured('ledger.book-fill', () => undefined)()
    expect(warnings).toEqual([])
  })

  it('is said once a minute, and then how many were not said', () => {
    const { measured, warnings, pass } = measuring(5_000)
    const send = measured('exchange.create', () => undefined)
    send()
    send()
    send()
    expect(warnings).toHaveLength(1)
    pass(60_000)
    send()
    expect(warnings[1]).toMatch(/; 2 more were slow since the last word$/)
  })
})
