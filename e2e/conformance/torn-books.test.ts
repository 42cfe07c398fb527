import { expect, it } from 'vitest'
import { formatAmount } from '../../app/domain/amount.ts'
import { eventually } from '../../app/exchanges/exchange-bench.fixture.ts'
import { openFakeBench } from './fake-bench.fixture.ts'
import { FAKES } from './fakes.ts'

const FIRST = ['7', '7', '7']
const BEFORE = ['1', '2', '3']
const MISSED = ['1', '5', '6']
const AFTER = ['9', '5', '6']
const WHOLE = [FIRST, BEFORE, MISSED, AFTER].map((quantities) => quantities.join())

it('a book of OKX that has missed a change is not shown, and is whole again soon', async () => {
  const okx = FAKES.find(({ exchangeId }) => exchangeId === 'okx')
  if (okx === undefined) throw new Error('there is no fake OKX')
  const { exchange, client, heard, trade } = await openFakeBench(okx)
  const shown = new Set<string>()
  const look = () => {
    const book = client.readBook('BTC/USDT')
    const sizes = book?.bids
      .slice(0, 3)
      .map(({ quantity }) => formatAmount(quantity))
      .join()
    if (sizes !== undefined) shown.add(sizes)
    return sizes
  }
  const change = (quantities: readonly string[]) => {
    exchange.engine.state.bookQuantities = quantities
    trade('30000')
  }
  // Two changes in a moment: the second one cannot have been asked for.
  for (const quantities of [FIRST, BEFORE]) {
    change(quantities)
    await eventually(look).toBe(quantities.join())
  }
  const isBook = (event: unknown) => JSON.stringify(event).includes('"books"')
  exchange.streams.faults.script({ kind: 'drop' }, isBook, 1)
  change(MISSED)
  change(AFTER)
  await eventually(() => [look(), heard.droppedBooks]).toEqual([AFTER.join(), ['BTC/USDT']])
  expect([...shown].filter((sizes) => !WHOLE.includes(sizes))).toEqual([])
})
