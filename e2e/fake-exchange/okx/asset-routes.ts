import { amountText } from '../matching/amount.ts'
import type { Transfer } from '../matching/event-log.ts'
import type { Route } from '../server/router.ts'
import type { OkxApi } from './okx-api.ts'

const ROWS_MAX = 100
const COMPLETED = '2'
/** "Withdrawing" */
const UNDER_WAY = '1'

/** What came in and went out. */
export function assetRoutes(api: OkxApi): readonly Route[] {
  const list = (
    path: string,
    kind: Transfer['kind'],
    wordsOf: (transfer: Transfer, now: number) => object,
  ): Route => ({
    ...{ method: 'GET', path: `/api/v5/asset/${path}`, weight: 1 },
    answer: (query, request) => {
      const { accountId } = api.authorise(request, 'read')
      const transfers = api.viewOf(accountId).transfers(kind)
      return select(transfers, query).map((transfer) => wordsOf(transfer, api.now()))
    },
  })
  return [
    list('deposit-history', 'deposit', describeDeposit),
    list('withdrawal-history', 'withdrawal', describeWithdrawal),
  ]
}

/** The newest first: those younger than `before` and older than `after`. */
function select(transfers: readonly Transfer[], query: URLSearchParams): readonly Transfer[] {
  const before = Number(query.get('before') ?? Number.NEGATIVE_INFINITY)
  const after = Number(query.get('after') ?? Number.POSITIVE_INFINITY)
  const currency = query.get('ccy')
  return transfers
    .filter(({ asset, time }) => time > before && time < after && asset === (currency ?? asset))
    .toSorted((a, b) => b.time - a.time)
    .slice(0, ROWS_MAX)
}

function describeDeposit({ id, asset, amount, time }: Transfer): object {
  return {
    ...{ depId: id, ccy: asset, chain: `${asset}-${asset}`, amt: amountText(amount) },
    ...{ txId: `tx-${id}`, state: COMPLETED, ts: String(time), to: `address-of-${asset}` },
    ...{ from: '', actualDepBlkConfirm: '100' },
  }
}

function describeWithdrawal(transfer: Transfer, now: number): object {
  const { id, asset, amount, fee, time, completeAt } = transfer
  return {
    ...{ wdId: id, ccy: asset, chain: `${asset}-${asset}`, amt: amountText(amount) },
    ...{ txId: `tx-${id}`, state: now < completeAt ? UNDER_WAY : COMPLETED, ts: String(time) },
    ...{ fee: amountText(fee), feeCcy: asset, to: 'somewhere-else', from: '', clientId: '' },
  }
}
