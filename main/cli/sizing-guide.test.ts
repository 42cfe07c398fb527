import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { sizingFrom } from '../../app/contract/sizing-setup.ts'
import { formatAmount, rateFromBasisPoints, rateFromPercent } from '../../app/domain/amount.ts'
import { NO_EXITS } from '../../app/domain/bot.ts'
import { shiftPrice } from '../../app/domain/price.ts'
import { money, price, SAMPLE_MARKET } from '../../app/domain/sample-market.fixture.ts'
import { type EntrySize, sizeEntry } from '../../app/risk/sizing/size-entry.ts'
import { exitLevels } from '../../app/strategy/exits.ts'
import { sizingFromText } from './sizing-text.ts'

const guide = readFileSync(new URL('../../docs/risk/sizing.md', import.meta.url), 'utf8')
/** What a sizing is written as, and what the guide says of it. */
const examples = pairs(/```text\n(.+)\n(.+)\n```/g)
const table = pairs(/^\| \[.+?\| `(.+?)` \| (.+) BTC \|$/gm)

function pairs(pattern: RegExp): [string, string][] {
  return [...guide.matchAll(pattern)].map(([, text = '', said = '']) => [text, said])
}

/** The account of the guide: a stop of 2 % and an average true range of 150. */
function sized(text: string): EntrySize {
  const at = price('30000')
  const costRate = rateFromBasisPoints(13)
  const exits = { ...NO_EXITS, stop: rateFromPercent(2) }
  const entry = shiftPrice(SAMPLE_MARKET, at, costRate, 'up')
  const setup = sizingFromText(text)
  if (!setup.ok) throw new Error(setup.error)
  const size = sizeEntry(sizingFrom(setup.value), {
    market: SAMPLE_MARKET,
    price: at,
    equity: money('10000'),
    freeCash: money('10000'),
    costRate,
    stopPrice: exitLevels(SAMPLE_MARKET, exits, entry, entry).stop,
    averageTrueRange: price('150'),
    ceilings: [],
  })
  if (!size.ok) throw new Error(size.error)
  return size.value
}

it('has an example of each sizing', () => {
  expect(examples).toHaveLength(6)
  expect(table.map(([text]) => text)).toEqual(examples.map(([text]) => text))
})

it.each(examples)('computes the example of %s as the engine does', (text, arithmetic) => {
  expect(arithmetic).toBe(sized(text).arithmetic())
})

it.each(table)('lists what %s buys', (text, size) => {
  expect(size).toBe(formatAmount(sized(text).quantity))
})
