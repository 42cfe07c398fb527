import { expect, it } from 'vitest'
import { RECORDS_PAGE } from '../../app/contract/records-limits.ts'
import type { Answer } from '../../app/contract/requests.ts'
import { failure } from '../../app/domain/result.ts'
import { money, SAMPLE_MARKET } from '../../app/domain/sample-market.fixture.ts'
import type { AccountSession } from '../../app/engine/session/account-session.ts'
import type { AccountRecord } from '../../app/storage/account-record.ts'
import { AccountStores } from '../../app/storage/account-stores.ts'
import { nthFill, nthOrder } from '../../app/storage/nth-order.fixture.ts'
import { ProfilePaths } from '../../app/storage/profile-paths.ts'
import { temporaryFolder } from '../../app/storage/temporary-folder.fixture.ts'
import { recordsHandlers } from './records-handlers.ts'

const NO_SESSION = { code: 'no-account', message: 'No account is open.', action: '' }
const ANY = { botId: null, symbol: null, side: null, from: null } as const
const ORDERS = RECORDS_PAGE + 50
const NEWEST = nthOrder(ORDERS)
const RECORD: AccountRecord = {
  ...({ mode: 'paper', title: 'Binance', idPrefix: 'cb', market: SAMPLE_MARKET } as const),
  startingBalance: money('10000'),
}

/** An account with more orders than fit a page: each is filled, purchases and sales in turn, but for the newest. */
function bench() {
  const directory = temporaryFolder()
  const accountId = 'paper-binance-btc-usdt-1h'
  const stores = new AccountStores(new ProfilePaths(directory).account(accountId))
  stores.createAccount(RECORD, [], 0)
  const ledger = stores.ledger()
  for (let nth = 1; nth <= ORDERS; nth += 1) {
    const order = nthOrder(nth)
    const fill = { ...nthFill(nth), side: nth % 2 === 1 ? 'buy' : 'sell', time: nth } as const
    ledger.insertOrders([order])
    if (nth < ORDERS) ledger.bookFill(fill, { ...order, state: 'filled' })
  }
  stores.close()
  // All that they ask of the session is which account it has.
  const session = { accountId } as AccountSession
  return recordsHandlers({ directory }, async (use) => use(session))
}

function answered<Value>(answer: Answer<Value>): Value {
  if (!answer.ok) throw new Error(answer.error.message)
  return answer.value
}

it('reads page after page of orders, newest first, down to the oldest', async () => {
  const { loadOrders } = bench()
  const load = async (before: string) =>
    answered(await loadOrders({ ...ANY, group: 'all', before })).map((one) => one.clientOrderId)
  const first = await load(NEWEST.clientOrderId)
  const second = await load(first.at(-1) ?? '')
  const all = Array.from({ length: ORDERS - 1 }, (_, index) => nthOrder(index + 1).clientOrderId)
  expect(first).toHaveLength(RECORDS_PAGE)
  expect([...first, ...second]).toEqual(all.toReversed())
  expect(await load(all[0] ?? '')).toEqual([])
})

it('reads those alone that were asked for', async () => {
  const { loadOrders } = bench()
  const count = async (wish: Partial<Parameters<typeof loadOrders>[0]>) => {
    const before = NEWEST.clientOrderId
    return answered(await loadOrders({ ...ANY, group: 'all', before, ...wish })).length
  }
  expect(await count({ from: nthOrder(ORDERS - 3).createdAt })).toBe(3)
  expect(await count({ group: 'filled' })).toBe(RECORDS_PAGE)
  expect(await count({ group: 'working' })).toBe(0)
  expect(await count({ group: 'not-filled' })).toBe(0)
  expect(await count({ side: 'sell' })).toBe(0)
  expect(await count({ botId: 'another' })).toBe(0)
  expect(await count({ symbol: 'ETH/USDT' })).toBe(0)
})

it('reads fills of one side before the one named', async () => {
  const { loadFills } = bench()
  const { clientOrderId, fillId } = nthFill(11)
  const wish = { ...ANY, side: 'sell', before: { clientOrderId, fillId } } as const
  const found = answered(await loadFills(wish))
  expect(found.map(({ time }) => time)).toEqual([10, 8, 6, 4, 2])
  expect(found[0]).toMatchObject({ botId: 'bot1', symbol: 'BTC/USDT', side: 'sell' })
})

it('tells what came of each position that was closed, newest first', async () => {
  const { loadClosedPositions } = bench()
  const { positions, count } = answered(await loadClosedPositions(null))
  expect(count).toBe(Math.floor((ORDERS - 1) / 2))
  expect(positions[0]).toMatchObject({ openedAt: ORDERS - 3, closedAt: ORDERS - 2 })
  expect(Number(positions[0]?.profit)).toBeLessThan(0)
})

it('says so where no account is open', async () => {
  const { loadClosedPositions } = recordsHandlers({ directory: temporaryFolder() }, async () =>
    failure(NO_SESSION),
  )
  expect(await loadClosedPositions(null)).toEqual(failure(NO_SESSION))
})
