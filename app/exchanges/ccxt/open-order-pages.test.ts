import { describe, expect, it } from 'vitest'
import { failure, success } from '../../domain/result.ts'
import type { Params } from './exchange-facts.ts'
import { factsOf } from './facts-of.ts'
import { allOpenOrders, PAGES_MAX } from './open-order-pages.ts'

/** Lists so many orders the newest first, as exchanges do that page by id; ccxt hands each page over the oldest first. */
function listing(
  count: number,
  size: number,
  pageOf: (params: Params, ids: readonly bigint[]) => number,
) {
  const ids = Array.from({ length: count }, (_, place) => 10n ** 18n + BigInt(count - place))
  const asked: Params[] = []
  const ask = async (params: Params) => {
    asked.push(params)
    const start = pageOf(params, ids)
    const page = ids.slice(start, start + size).map((id) => ({ id: String(id) }))
    return success(page.toReversed())
  }
  return { asked, ask }
}

const byOldest = (field: string) => (params: Params, ids: readonly bigint[]) =>
  field in params ? ids.indexOf(BigInt(String(params[field]))) + 1 : 0

function pagesOf(exchangeId: string) {
  const { openOrderPages } = factsOf(exchangeId).history
  if (openOrderPages === null) throw new Error(`${exchangeId} has no pages`)
  return openOrderPages
}

function idsIn(listed: Awaited<ReturnType<typeof allOpenOrders>>): readonly string[] {
  if (!listed.ok || !Array.isArray(listed.value)) throw new Error('nothing was listed')
  return listed.value.map(({ id }: { readonly id: string }) => id)
}

describe('open orders in pages', () => {
  it.each([
    ['okx', 'after'],
    ['bitget', 'idLessThan'],
  ])('of %s are listed once each, from the oldest of one page on', async (exchangeId, field) => {
    const pages = pagesOf(exchangeId)
    const { ask, asked } = listing(250, pages.size, byOldest(field))
    const ids = idsIn(await allOpenOrders(pages, ask))
    expect(new Set(ids).size).toBe(250)
    expect(ids).toHaveLength(250)
    expect(asked).toHaveLength(3)
  })

  it('of Gate are asked for by the number of the page', async () => {
    const pages = pagesOf('gate')
    const { ask, asked } = listing(200, pages.size, ({ page = 1 }) => (Number(page) - 1) * 100)
    expect(idsIn(await allOpenOrders(pages, ask))).toHaveLength(200)
    expect(asked).toEqual([{}, { page: 2 }, { page: 3 }])
  })

  it('are one question where a list has no pages', async () => {
    const { ask, asked } = listing(250, 250, () => 0)
    expect(idsIn(await allOpenOrders(null, ask))).toHaveLength(250)
    expect(asked).toEqual([{}])
  })

  it('are none when one of the pages fails', async () => {
    const { ask, asked } = listing(250, 100, byOldest('after'))
    const failing = (params: Params) =>
      asked.length === 1 ? Promise.resolve(failure('no answer')) : ask(params)
    expect(await allOpenOrders(pagesOf('okx'), failing)).toEqual(failure('no answer'))
  })

  it('are none when there is no end of them', async () => {
    const { ask, asked } = listing(100, 100, () => 0)
    expect((await allOpenOrders(pagesOf('okx'), ask)).ok).toBe(false)
    expect(asked).toHaveLength(PAGES_MAX)
  })
})
