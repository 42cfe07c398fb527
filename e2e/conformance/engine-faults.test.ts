import { describe, it } from 'vitest'
import { MAIN_ACCOUNT } from '../fake-exchange/fake-exchange.ts'
import type { Moment } from '../fake-exchange/faults.ts'
import { type EngineBench, openEngineBench, PATIENCE_MS } from './engine-bench.fixture.ts'
import { FAKES, type Fake, theirId } from './fakes.ts'
import { FAULT_ROWS, type FaultRow } from './fault-rows.ts'

/** As many orders as may be open at a time, nearly. */
const AT_ONCE = 8
const TIMEOUT = { timeout: PATIENCE_MS * 2 }

interface Case {
  readonly row: FaultRow
  readonly moment: Moment
}

const CASES: readonly Case[] = FAULT_ROWS.flatMap((row) =>
  row.moments.map((moment) => ({ row, moment })),
)
/** After a limit nothing is sent for a while, so nothing follows it. */
const isLimit = ({ row, moment }: Case) => !row.moments.includes('after') && moment === 'before'
const UNLIMITED = CASES.filter((one) => !isLimit(one))
const CHUNKS: readonly (readonly Case[])[] = [
  ...Array.from({ length: Math.ceil(UNLIMITED.length / AT_ONCE) }, (_, index) =>
    UNLIMITED.slice(index * AT_ONCE, (index + 1) * AT_ONCE),
  ),
  ...CASES.filter(isLimit).map((one) => [one]),
]

describe.concurrent.each(FAKES)('an engine at $name', (fake) => {
  it.for(CHUNKS)(
    'agrees with it whatever happened to orders (%#)',
    TIMEOUT,
    async (chunk, scope) => {
      const bench = await openEngineBench(fake, scope)
      const ids: string[] = []
      for (const [index, one] of chunk.entries()) {
        const terms = index % 2 === 0 ? {} : { type: 'market' as const, price: null }
        ids.push(
          await spoiled(bench, fake, { ...one, request: 'create' }, () => bench.place(terms)),
        )
      }
      bench.exchange.faults.release()
      await bench.agreed()
      for (const id of ids)
        scope.expect(ordersUnder(bench, theirId(fake, id))).toBeLessThanOrEqual(1)
    },
  )

  it.for(CHUNKS)(
    'is rid of orders whatever happened to cancels (%#)',
    TIMEOUT,
    async (chunk, scope) => {
      const bench = await openEngineBench(fake, scope)
      const ids: string[] = []
      for (const _ of chunk) ids.push(await bench.place())
      const states = () => ids.map((id) => bench.state(id))
      await bench.patiently(states).toEqual(ids.map(() => 'open'))
      for (const [index, one] of chunk.entries()) {
        await spoiled(bench, fake, { ...one, request: 'cancel' }, () =>
          bench.session.cancel(ids[index] ?? '', 'window'),
        )
      }
      bench.exchange.faults.release()
      await bench.patiently(states).toEqual(ids.map(() => 'cancelled'))
      await bench.agreed()
    },
  )
})

/** Does something, and waits until its request was spoiled. */
async function spoiled<Value>(
  bench: EngineBench,
  fake: Fake,
  { row, moment, request }: Case & { readonly request: 'create' | 'cancel' },
  act: () => Value | Promise<Value>,
): Promise<Value> {
  const { exchange } = bench
  const before = exchange.faults.spoiled.length
  exchange.failWith(row.fault(fake), { ...fake.requests[request], moment }, 1)
  const value = await act()
  await bench.patiently(() => exchange.faults.spoiled.length).toBeGreaterThan(before)
  return value
}

function ordersUnder({ exchange }: EngineBench, id: string): number {
  return exchange.engine.state.orders.findByClientId(MAIN_ACCOUNT, id).length
}
