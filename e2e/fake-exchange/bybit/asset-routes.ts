import { amountText } from '../matching/amount.ts'
import type { Transfer } from '../matching/event-log.ts'
import type { BybitApi } from './bybit-api.ts'
import { type BybitRoute, get } from './bybit-route.ts'
import { type Fields, fieldsOf } from './fields.ts'
import { page } from './paging.ts'

/** Of three digits in Bybit's table of deposits this one means "success". */
const DEPOSITED = 3

/** What came in and went out, and which coins there are. */
export function assetRoutes(api: BybitApi): readonly BybitRoute[] {
  const list = (
    path: string,
    kind: Transfer['kind'],
    wordsOf: (transfer: Transfer, now: number) => object,
  ): BybitRoute =>
    get(path, 5, (request) => {
      const { accountId } = api.authorise(request, 'read')
      const fields = fieldsOf(request)
      const transfers = select(api.viewOf(accountId).transfers(kind), fields)
      const paging = { idOf: numberOf, usual: 50, most: 50 }
      const { rows, nextPageCursor } = page(transfers, fields, paging)
      return { rows: rows.map((row) => wordsOf(row, api.now())), nextPageCursor }
    })
  return [
    list('/v5/asset/deposit/query-record', 'deposit', describeDeposit),
    list('/v5/asset/withdraw/query-record', 'withdrawal', describeWithdrawal),
    get('/v5/asset/coin/query-info', 2, (request) => {
      api.authorise(request, 'read')
      return { rows: coins(api).map(describeCoin) }
    }),
  ]
}

/** Transfers are called "deposit-17". */
function numberOf({ id }: Transfer): number {
  return Number(id.slice(id.lastIndexOf('-') + 1))
}

function select(transfers: readonly Transfer[], fields: Fields): readonly Transfer[] {
  const coin = fields.get('coin')
  const from = fields.wholeNumber('startTime') ?? 0
  const to = fields.wholeNumber('endTime') ?? Number.POSITIVE_INFINITY
  return transfers.filter(
    ({ asset, time }) => (coin === undefined || asset === coin) && time >= from && time <= to,
  )
}

function describeDeposit({ id, asset, amount, time }: Transfer): object {
  return {
    id,
    coin: asset,
    chain: asset,
    amount: amountText(amount),
    txID: `tx-${id}`,
    status: DEPOSITED,
    toAddress: `address-of-${asset}`,
    tag: '',
    depositFee: '',
    successAt: String(time),
    confirmations: '100',
    txIndex: '0',
    blockHash: '',
    depositType: '0',
  }
}

function describeWithdrawal(transfer: Transfer, now: number): object {
  const { id, asset, amount, fee, time, completeAt } = transfer
  return {
    withdrawId: id,
    coin: asset,
    chain: asset,
    amount: amountText(amount),
    txID: `tx-${id}`,
    status: now < completeAt ? 'Pending' : 'success',
    toAddress: 'somewhere-else',
    tag: '',
    withdrawFee: amountText(fee),
    createTime: String(time),
    updateTime: String(time),
    withdrawType: 0,
  }
}

function coins({ engine }: BybitApi): readonly string[] {
  const markets = [...engine.state.markets.values()]
  return [...new Set(markets.flatMap(({ baseAsset, quoteAsset }) => [baseAsset, quoteAsset]))]
}

function describeCoin(coin: string): object {
  const chain = { chain: coin, chainType: coin, confirmation: '1', minAccuracy: '8' }
  const moves = { chainDeposit: '1', chainWithdraw: '1', depositMin: '0', withdrawMin: '0.001' }
  return {
    name: coin,
    coin,
    remainAmount: '100',
    chains: [{ ...chain, ...moves, withdrawFee: '0.0005', withdrawPercentageFee: '0' }],
  }
}
