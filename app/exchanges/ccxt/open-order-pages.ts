import { failure, success } from '../../domain/result.ts'
import type { Answer } from '../../ports/exchange-client.ts'
import type { OpenOrderPages, Params } from './exchange-facts.ts'

/** More open orders than this nobody has. */
export const PAGES_MAX = 50

/** All orders of a list that comes in pages; `ask` brings one page, in whatever order. */
export async function allOpenOrders(
  pages: OpenOrderPages | null,
  ask: (params: Params) => Promise<Answer<unknown>>,
): Promise<Answer<unknown>> {
  if (pages === null) return ask({})
  const orders: unknown[] = []
  let params: Params = {}
  for (let page = 1; page <= PAGES_MAX; page += 1) {
    const listed = await ask(params)
    if (!listed.ok || !Array.isArray(listed.value)) return listed
    orders.push(...listed.value)
    if (listed.value.length < pages.size) return success(orders)
    params = pages.next({ page: page + 1, oldestId: oldestOf(listed.value) })
  }
  return failure(`there are more than ${PAGES_MAX} pages of open orders`)
}

/** Ids are numbers that rise with time, too long to be read as such. */
function oldestOf(orders: readonly unknown[]): string {
  const ids = orders.map((order) => String(Object(order).id))
  return ids.reduce((oldest, id) => (isBefore(id, oldest) ? id : oldest))
}

function isBefore(a: string, b: string): boolean {
  return a.length === b.length ? a < b : a.length < b.length
}
